/**
 * What both ends of a link know beforehand, version 1: the texts that nearly every trace has, and the bytes that the
 * deflate window begins with. A change of either is a new version of the link's formats; the old one stays.
 */
import { textBytes } from './bytes.ts';

/** The first texts of every recording. */
export const FIRST_TEXTS: readonly string[] = [
  '3.14.2', '', 'f', '<module>', 'list', 'tuple', 'dict', 'set', 'frozenset', 'range', 'slice', 'function', 'builtin_function_or_method', 'type', 'module', 'cell',
  'list_iterator', 'str_ascii_iterator', 'str_iterator', 'range_iterator', 'tuple_iterator', 'dict_keyiterator', 'dict_itemiterator', 'dict_valueiterator',
  'set_iterator', 'enumerate', 'zip', 'reversed', 'list_reverseiterator', 'map', 'filter', 'generator', 'dict_keys', 'dict_values', 'dict_items', '<genexpr>', '<lambda>',
  '<listcomp>', '.0', 'self', 'bytes', 'bytearray', 'complex', 'float', 'int', 'str', 'bool', 'NoneType', 'object', 'method', 'ValueError', 'IndexError', 'KeyError',
  'TypeError', 'ZeroDivisionError', 'StopIteration', 'AttributeError', 'AssertionError', 'RecursionError', 'Counter', 'defaultdict', 'deque', 'OrderedDict',
  ' ', 'a', 'b', 'c', 'd', 'e', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', ',', '.', '-', '_', '0', '1', '2',
  'A', 'B', 'C', 'D', 'E', '\n', 'len', 'main', 'result', 'total', 'text', 'count', 'items', 'nums', 'lst', 'word', 'words', 'key', 'value', 'item', 'char', 'ans', 'res',
];

/** Python as it is mostly written; what is most common stands last, where it costs least to refer to. */
const CODE_WORDS = `
from collections import defaultdict, Counter
from dataclasses import dataclass
import math
import random
class Node:
    def __init__(self, value, left=None, right=None):
        self.value = value
        self.name = name
    @property
    def __repr__(self):
        return f'{self.name}'
async def await yield from nonlocal global assert lambda x: x
try:
    except ValueError as error:
        raise ValueError('
    finally:
with open(
    while True:
        break
        continue
    while left < right:
        mid = (left + right) // 2
        elif isinstance(
.isdigit() .isalpha() .isupper() .islower() .swapcase() .capitalize() .title() .startswith(' .endswith(' .find( .index( .count( .replace(' .strip() .rstrip( .lstrip(
.split(' .join( .upper() .lower() .encode() .copy() .clear() .extend( .insert(0, .remove( .pop(0) .pop() .reverse() .sort(key=lambda .update( .setdefault( .values() .keys() .get(
sorted( reversed( enumerate( zip( sum( min( max( abs( ord( chr( map( filter( any( all( set() list( tuple( dict( str( int( float( bool( range(len(
dictionary string letters numbers array result_list output sentence separator character new_list max_value
if __name__ == '__main__':
    main()
def main():
    print(f'{
    print(
        if not i % 2 == 0:
        else:
            count += 1
            result[key] = value
    for key, value in d.items():
    for i, c in enumerate(text):
    for char in text:
    for num in nums:
    for i in range(len(nums)):
    for j in range(i + 1, n):
            if nums[i] > nums[j]:
                return True
    return False
    return None
    return [x for x in lst if x
    return ''.join(
    ans = []
    result = ''
    result = []
        result.append(
    return result
    n = len(lst)
    if len(text) == 0:
        return 0
def f(s):
def f(text, char):
def f(nums):
    return `;

/** The window of a code, a call or input lines. */
export const CODE_DICTIONARY: Uint8Array = textBytes(CODE_WORDS);
