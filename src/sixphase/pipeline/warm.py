"""What kernels are forked with: the libraries that notebooks use, imported once."""

# ruff: noqa: F401
import os
import sys

os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")

import ipykernel.ipkernel
import ipykernel.kernelapp
import matplotlib.pyplot
import nltk.collocations
import nltk.text
import nltk.tokenize
import pandas
import pandera.pandas
import pydantic
import rapidfuzz
import seaborn
import sklearn.feature_extraction.text
import sklearn.neighbors
import yaml
