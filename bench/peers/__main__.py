"""`python -m bench.peers`: make the peers' environment and say where its Python is."""

from bench.peers import python

if __name__ == "__main__":
    print(python())
