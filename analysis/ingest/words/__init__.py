"""Levels, codes and free text: yes and no, diagnoses, deaths, side effects, changes."""
