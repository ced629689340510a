"""Draws a figure's description with matplotlib: vectors and pixels for documents, no browser needed."""

from analysis.figures.matplotlib.drawing import FONTS_FOLDER, has_letters_of, png, svg

__all__ = ["FONTS_FOLDER", "has_letters_of", "png", "svg"]
