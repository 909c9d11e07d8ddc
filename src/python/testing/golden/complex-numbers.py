z = 1 + 2j
w = z * z
conjugate = z.conjugate()
imaginary = complex(0, -1.5)
size = abs(3 + 4j)
