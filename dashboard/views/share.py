"""The Share page: what goes on the slides, for whom, and as which file."""

import streamlit as st

from dashboard import components, data, links, share
from dashboard.compare import compared
from dashboard.template import own_template

view = data.view()
report = share.built(view)
components.question("What do you want to show?", report.patients, report.footer())
components.standing(view)

share.audience()
share.left_out(report)
share.files(report)
own_template()
left, right = st.columns((4, 5), gap="large")
with left:
    share.contents()
with right:
    share.preview(report)

st.subheader("The same view again", anchor=False)
links.link()
links.analysis_file(view)
compared()
st.subheader("Text to paste", anchor=False)
share.paste(report)
