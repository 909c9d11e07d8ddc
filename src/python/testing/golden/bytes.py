data = b"a'\x00\xff"
grown = bytearray(b"ab")
grown += b"c"
grown[0] = 0
view = memoryview(grown)
text = "é".encode()
number = int.from_bytes(b"\x01\x00", "big")
