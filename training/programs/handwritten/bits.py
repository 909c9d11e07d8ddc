def flip_low(n, k):
    for i in range(k):
        n ^= 1 << i
    return n


def bit_runs(n):
    return [len(run) for run in bin(abs(n))[2:].split("0") if run]


def xor_all(nums):
    acc = 0
    for i, x in enumerate(nums):
        acc ^= x + i
    return acc


def set_bits(n):
    places = []
    i = 0
    while n > 0:
        if n & 1:
            places.append(i)
        n >>= 1
        i += 1
    return places


def parity_word(n):
    count = 0
    while n > 0:
        n &= n - 1
        count += 1
    return "odd" if count & 1 else "even"


def pack(bits):
    value = 0
    for b in bits[:10]:
        value = value << 1 | (b & 1)
    return value


def unpack(n, size):
    return [n >> i & 1 for i in range(size - 1, -1, -1)]


def gray(n):
    return [format(i ^ (i >> 1), "03b") for i in range(min(n, 8))]


def mask_text(text, mask):
    out = ""
    for i, c in enumerate(text):
        if mask >> (i % 4) & 1:
            out += c
        else:
            out += "_"
    return out


def rotate_byte(n, k):
    n &= 255
    k %= 8
    return (n << k | n >> (8 - k)) & 255


def common_bits(a, b):
    same = a & b
    return bin(same), bin(a ^ b).count("1")


def highest(n):
    p = 1
    while p * 2 <= n:
        p <<= 1
    return p, n - p


def add_without_plus(a, b):
    a, b = abs(a), abs(b)
    steps = 0
    while b:
        a, b = a ^ b, (a & b) << 1
        steps += 1
    return a, steps


def permissions(n):
    out = ""
    for shift in (2, 1, 0):
        out += "rwx"[2 - shift] if n >> shift & 1 else "-"
    return out


def subset_sums(nums):
    sums = []
    nums = nums[:3]
    for m in range(1 << len(nums)):
        sums.append(sum(x for i, x in enumerate(nums) if m & (1 << i)))
    return sums


def checksum(text):
    s = 7
    for c in text:
        s = (s * 3 + ord(c)) & 63
    return s


def swap_nibbles(n):
    hi, lo = n >> 4 & 15, n & 15
    return lo << 4 | hi
