"""Publish: editions that nothing changes by accident, made anew to be compared, and disposed of when their time has come."""

from pipeline.publish.edition import Asked, Cleared, Published, none_required, publish, publish_all, publish_held

__all__ = ["Asked", "Cleared", "Published", "none_required", "publish", "publish_all", "publish_held"]
