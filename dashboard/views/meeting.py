"""The Meeting page: one question per screen for a room, moved by the arrow keys."""

import streamlit as st

from dashboard import components, data, meeting

view = data.view()
place, last = meeting.position(), len(meeting.SCREENS) - 1
shown = meeting.SCREENS[place](view)
words, drawing = st.columns((2, 3), gap="medium", vertical_alignment="center")
with words:
    components.large_question(shown.title, shown.headline, shown.line)
    components.standing(shown.view)
    components.notes((*shown.notes, *shown.figure.notes))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Back", shortcut="Left", on_click=meeting.step, args=(-1,), disabled=not place)
        st.markdown(f"{place + 1} of {last + 1}", width="content")
        st.button("Next", shortcut="Right", on_click=meeting.step, args=(1,), disabled=place == last)
with drawing:
    components.large_figure(shown.figure, f"meeting_{place}")
