# The first ten outputs of xoshiro256++ [BlackmanVigna2021] for the state 1, 2, 3, 4, step by step as its authors publish it.
#   python3 test-data/random/xoshiro256plusplus.py
# 41943041 58720359 3588806011781223 3591011842654386 9228616714210784205 9973669472204895162 14011001112246962877
# 12406186145184390807 15849039046786891736 10450023813501588000
word = (1 << 64) - 1
state = [1, 2, 3, 4]


def rotate(x, by):
    return ((x << by) | (x >> (64 - by))) & word


for _ in range(10):
    print((rotate((state[0] + state[3]) & word, 23) + state[0]) & word)
    shifted = (state[1] << 17) & word
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= shifted
    state[3] = rotate(state[3], 45)
