"""Given names that are common in the country: two words of which the first is one of these are taken for a person."""

_NAMES = """
    aaron abdul abigail adam adrian ahmed aidan aisha alan alastair albert alex alexander alexandra alfie alfred ali alice alison allan
    alexis amanda amber amelia amina amir amy andrea andrew angela angus anita ann anna anne annette anthony antonia archie arthur asha
    ashley audrey barbara barry beatrice becky ben benjamin bernadette bernard beryl beth bethany betty beverley bill bob brenda brian
    bridget bruce bryan callum cameron carl carla carol carole caroline catherine cathy cecilia charles charlie charlotte cheryl chloe
    chris christian christina christine christopher claire clare clive colin connor craig cynthia daisy dan daniel danielle darren dave
    david dawn dean debbie deborah debra deepak denise dennis derek diana diane dominic donald donna doreen dorothy douglas duncan
    dylan edward eileen elaine eleanor elizabeth ella ellen ellie emily emma eric erica ernest esther ethan eva eve evelyn farah fatima
    fiona frances francis frank fred frederick freya gareth gary gavin gemma geoff geoffrey george georgia georgina gerald geraldine
    gerard gillian gina glen glenn gordon grace graham greg gregory gwen hannah harold harriet harry hassan hazel heather helen
    henry hilary holly howard hugh hussain ian imran iqbal irene iris isabel isabella isla ivan ivy jack jackie jacob jacqueline jake
    james jamie jan jane janet janice jasmine jason jayne jean jeffrey jennifer jenny jeremy jessica jill jim jo joan joanna joanne joe
    joel john jonathan jordan joseph josephine joshua joy joyce judith judy julia julian julie june justin karen karl kate katherine
    kathleen kathryn katie kay keith kelly ken kenneth kerry kevin khalid kim kirsty krishna kyle laura lauren laurence lawrence leah
    lee leo leon leonard leslie lesley lewis liam lilian lily linda lindsay lindsey lisa liz lorna lorraine louis louise lucy luke lydia
    lynn lynne maggie malcolm mandy marcus margaret maria marian marie marilyn marion marjorie mark martha martin martyn mary mathew
    matthew maureen maurice max megan melanie melissa michael michelle mick miguel mike mohamed mohammad mohammed moira molly monica
    muhammad muriel nadia naomi natalie natasha nathan neil nichola nicholas nick nicola nicole nigel nina noah noel nora norma norman
    oliver olivia oscar owen pamela pat patricia patrick paul paula pauline penelope penny peter philip phillip philippa phoebe phyllis
    poppy priya rachael rachel ralph raymond rebecca reginald rhys richard rita rob robert robin rodney roger ronald ronnie rory rosa
    rose rosemary rosie ross roy ruby rupert russell ruth ryan sally sam samantha samuel sandra sanjay sara sarah saira scott sean
    sebastian shabnam sharon shaun sheila shirley sian simon sonia sophia sophie stacey stanley stella stephanie stephen steve steven
    stewart stuart sue sunita susan suzanne sylvia tanya tara teresa terence terry theresa thomas tim timothy tina toby tom tony tracey
    tracy trevor valerie vanessa vera veronica victor victoria vincent viola vivien walter wayne wendy wilfred william yasmin yvonne
    zainab zara zoe
"""
GIVEN = frozenset(_NAMES.split())
"""From lists of the last eighty years; months and words that begin sentences, such as April, May, Will and Grant, are left out or rare."""
