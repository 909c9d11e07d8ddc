"""Pools of names, words and characters the generator draws from."""
# ruff: noqa: SIM905 - long pools read better as words between spaces

from __future__ import annotations

import builtins
import keyword
from random import Random

# Role -> (default type, names). The type is what `$role` enters into the scope with; empty means none.
ROLES: dict[str, tuple[str, str]] = {
    "text": (
        "",
        "text text text text s s string string line sentence txt message content phrase value st input_string "
        "body paragraph title label data source raw token strings source_text msg word t src doc name query "
        "snippet entry subject input_text letters payload note s1 str1 password username",
    ),
    "word": ("str", "word word w token part term name piece chunk item segment s entry tok"),
    "ch": ("str", "c c ch ch char char letter x i character symbol let e ele sym l k"),
    "words": (
        "",
        "words words tokens parts items names lst strings lines chunks pieces entries array fields terms labels "
        "arr ws values data elements list1 messages keys tags sections",
    ),
    "nums": (
        "",
        "nums nums nums numbers arr array lst values data items xs seq numbers_list elements scores a ints l "
        "list1 prices row digits vals counts temps sample points weights heights ages ranks costs",
    ),
    "nums2": ("", "other others b ys second nums2 list2 targets values2 extra more right_list indices l2 arr2"),
    "text2": ("", "other pattern b t second sub target s2 str2 text2 key word needle suffix prefix part"),
    "items": ("", "items lst array elements values data xs seq collection objs things entries ls arr sequence bag"),
    "sub": ("", "sub pattern target key sub_str substring word needle value old part search find term marker s2"),
    "prefix": ("", "prefix start head begin pre lead p beginning tag"),
    "suffix": ("", "suffix end tail ending suf ext extension"),
    "sep": ("", "sep delimiter separator sep delim d joiner splitter char glue"),
    "fill": ("", "fill char filler pad fillchar c padding character"),
    "char": ("", "char c ch letter character symbol x value target let ch1 mark"),
    "char2": ("", "new replacement other c2 char2 new_char repl sub to replace_with"),
    "n": ("int", "n n n num k x m number limit value amount size count val N times"),
    "k": ("int", "k k n step m size count num t shift amount offset"),
    "width": ("int", "width width size length w n total target_len field limit"),
    "idx": ("int", "index idx i pos position k n at place loc start ind"),
    "lo": ("int", "lo low left start l first begin minimum a lower"),
    "hi": ("int", "hi high right end r last stop maximum b upper"),
    "x": ("int", "x x n v num value val item element i e y el number elem a k"),
    "y": ("int", "y b other m v2 val2 q z"),
    "a": ("int", "a x first p left u num1 n1"),
    "b": ("int", "b y second q right v num2 n2"),
    "target": ("", "target target value elem item x key element n val goal num wanted limit threshold"),
    "limit": ("int", "limit threshold cutoff bound max_value cap n k bound target upper lim"),
    "base": ("int", "base b radix mod m divisor n d"),
    "d": (
        "",
        "d d dic dictionary mapping data counts table lookup record info stock scores config m inventory "
        "dict1 prices map_ cache dct my_dict graph char_map index items",
    ),
    "dd": ("", "other updates b extra d2 second defaults changes new_items dict2 overrides patch"),
    "key": ("", "key k key name k item field label kk"),
    "val": ("", "value v val count n x amount score item vv"),
    "mat": ("", "matrix grid mat rows board table data m lists nested arr vectors cells lol"),
    "row": ("", "row r line row sub lst inner vec group"),
    "pairs": ("", "pairs items entries data records tuples edges points lst scores intervals ranges table"),
    "st": ("", "seen s visited unique items values group members uniq"),
    "tup": ("", "t tup values point pair nums data record args triple coords"),
    "flag": ("bool", "flag reverse strict ascending upper mode found ok case desc enabled skip keep"),
    "i": ("int", "i i i i i idx index j k pos n ind x ii"),
    "j": ("int", "j j j k jj m pos idx2 y"),
    "p": ("int", "p left lo start i ptr l front a"),
    "q": ("int", "q right hi end j r back b last"),
    "count": ("int", "count count count cnt total n c num counter k ct hits number amount tally freq matches"),
    "total": ("int", "total total total sum_ s acc result res t running score amount subtotal value cnt"),
    "best": ("int", "best max_val largest longest best m max_num top max_len highest peak biggest result"),
    "least": ("int", "least min_val smallest shortest low m min_num minimum best"),
    "cur": ("", "cur current curr temp tmp c run buf now state val part buffer"),
    "prev": ("", "prev last previous p before old prior"),
    "tmp": ("", "tmp temp t x swap val aux t1 var y z hold"),
    "res": (
        "",
        "result result result res res output out ans new answer r ret final acc new_list new_text collected "
        "new_lst ls l built kept updated lst values",
    ),
    "out": ("", "result res output new_text out ans new_string s new text_new final new_s built newtext output_str"),
    "lst": ("", "lst ls l chars arr new_list temp text_list list_ letters array parts new_lst a text_arr ls1"),
    "freq": ("", "counts freq d count counter dic result frequency tally occurrences table counted cnt char_count"),
    "seen": ("", "seen visited unique found s used known checked"),
    "stack": ("", "stack st stack s brackets open_ pile history"),
    "queue": ("", "queue q pending todo work"),
    "ok": ("bool", "ok found flag valid result is_valid good done match same changed swapped"),
    "half": ("int", "half mid middle m n size h split_at center"),
    "length": ("int", "length n size l ln count total m len_ length1 num"),
    "fn": ("", "helper apply check transform process convert g compute score is_ok step solve normalize combine update"),
    "cls": ("", "Counter Stack Box Account Node Queue Point Tracker Buffer Bag Item Cell"),
    "attr": ("", "value items total count data name size top"),
    "glob": ("", "VOWELS LIMIT TABLE counter memo cache state OFFSET WORDS history total config field BASE"),
}

WORDS = """
apple banana cherry hello world python code data test list string value key name item table river stone cloud light
green blue red yellow black white orange purple happy quick brown fox jumps over lazy dog cat bird fish house car
train plane boat tree flower water fire earth wind summer winter spring autumn morning night day week month year
alpha beta gamma delta omega one two three four five six seven eight nine ten zero level radar civic noon kayak
book page word letter line note song music paint color shape circle square triangle number count total first last
open close start stop begin end left right front back top bottom high low small large short long early late new old
bread butter cheese milk honey sugar salt pepper lemon grape mango peach plum kiwi melon berry olive onion garlic
king queen prince knight castle dragon sword shield magic forest mountain valley ocean island desert garden bridge
doctor teacher student artist writer engineer pilot farmer baker driver nurse judge captain soldier hunter
Anna Bob Carla David Emma Frank Grace Henry Ivan Julia Kevin Laura Mike Nina Oscar Paula Quinn Rosa Steve Tina
London Paris Tokyo Berlin Madrid Rome Oslo Cairo Lima Delhi error warning info debug status active pending done
file path user admin guest root home config temp log cache index main foo bar baz qux spam eggs abc xyz aab abba
the a of to and in is it you that he was for on are with as his they at be this have from or had by hot but some
what there we can out other were all your when up use how said an each she which do their time if will way about
many then them would write like so these her make thing see him two has look more go come did no most people my
""".split()

NAMES = "Anna Bob Carla David Emma Frank Grace Henry Ivan Julia Kevin Laura Mike Nina Oscar Paula Rosa Tina".split()
LOWER = "abcdefghijklmnopqrstuvwxyz"
UPPER = LOWER.upper()
DIGITS = "0123456789"
PUNCTUATION = "!?.,;:-_+*/#@$%&()[]{}<>='\"|~^"
COMMON_PUNCTUATION = "!?.,;:-_+*/#@"
UNICODE_WORDS = "café naïve über Ünïted señor ß straße Ωmega ñandú привет мир 日本 漢字 안녕 你好 İstanbul élan œuvre ½ ² Δ".split()

RESERVED = frozenset(dir(builtins)) | frozenset(keyword.kwlist) | {"f", "match", "case", "type", "_"}
EXTRA_NAMES = (
    "alpha base bits block bound bucket cell chain clean code coef cols diff digit edge extra field flat gap group "
    "head info kind lead level link mark mask mid node note odd even pad pair path peak pos prod rank rate rest root "
    "score sign slot span split spot step store strip sums tail tally term tot unit used valid view wrap zone "
    "new_value first_item last_item new_dict temp_list sub_list max_count word_count char_list index_list num_list "
    "a b c d e g h j k l m n o p q r s t u v w x y z aa bb xs ys zs n1 n2 v1 v2 obj arg elem1 thing foo bar baz"
).split()


def names_of(role: str) -> list[str]:
    """The names of a role; trailing digits of an unknown role are ignored."""
    entry = ROLES.get(role) or ROLES.get(role.rstrip("0123456789"))
    return NAME_LISTS[id(entry)] if entry else EXTRA_NAMES


def made_up_name(rng: Random) -> str:
    """A name that is in no list, as people make them up: words in a row, with a number or an ending, or any letters."""
    words = [word for word in rng.choices(EXTRA_NAMES + names_of(rng.choice(list(ROLES))), k=rng.randint(2, 3)) if "_" not in word]
    form = rng.random()
    if form < 0.45 and len(words) > 1:
        name = "_".join(words)
    elif form < 0.7 and words:
        name = words[0] + rng.choice((str(rng.randint(0, 30)), "s", "_", words[-1].capitalize(), f"_{rng.randint(1, 9)}"))
    else:
        name = "".join(rng.choices(rng.choice((LOWER, LOWER, UPPER, LOWER + UPPER, "ABX", "abcde")), k=rng.randint(2, 7)))
    return f"{name}_" if name in RESERVED else name


def default_type(role: str) -> str:
    """The type `$role` declares when it names none."""
    entry = ROLES.get(role) or ROLES.get(role.rstrip("0123456789"))
    return entry[0] if entry else ""


NAME_LISTS: dict[int, list[str]] = {
    id(entry): [name for name in entry[1].split() if name not in RESERVED] for entry in ROLES.values()
}
