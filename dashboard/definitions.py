"""The Definitions panel: every setting of a page's rules, what differs from the study's, one reset."""

import streamlit as st

from analysis.errors import SettingError
from analysis.filters import View
from analysis.labels import patients
from analysis.settings import SETTINGS, Setting, Topic
from dashboard.state import reset_settings, session, set_setting


def definitions(*topics: Topic) -> None:
    """Draw the panel with the settings of these topics."""
    shown = [setting for setting in SETTINGS if set(setting.topics) & set(topics)]
    changed = session().settings.changed()
    differ = [setting for setting in shown if setting.key in changed]
    label = f"Definitions ({len(differ)} changed)" if differ else "Definitions"
    with st.expander(label, icon=":material/tune:"):
        st.caption("The study's rules as this tool reads them. What you change is shown with every result.")
        for left, right in zip(shown[::2], [*shown[1::2], None], strict=False):
            for column, setting in zip(st.columns(2), (left, right), strict=True):
                with column:
                    _setting(setting) if setting else None
        if differ:
            keys = [setting.key for setting in differ]
            st.button(
                "Back to the study's rules", on_click=reset_settings, args=(keys,), key="settings_reset"
            )


def everyone_on_tacrolimus(view: View) -> None:
    """Where no one selected is in the tacrolimus analysis, a way to all who received the drug."""
    received = view.outcomes.on_tacrolimus & view.mask
    if not received.any() or (view.outcomes.analysed & view.mask).any():
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown("The analysis is of those who failed conventional treatment and started tacrolimus then.")
        label = f"Show all {patients(int(received.sum()))} who received it"
        st.button(label, on_click=set_setting, args=("tacrolimus_set", "all"), key="everyone_on_tacrolimus")


def _setting(setting: Setting) -> None:
    key = f"setting_{setting.key}"
    value = session().settings.value(setting.key)
    st.session_state[key] = float(value) if isinstance(value, int) and not isinstance(value, bool) else value

    def changed() -> None:
        try:
            set_setting(setting.key, setting.write(st.session_state[key]))
        except SettingError as problem:
            session().setting_problem = str(problem)

    label = _label(setting)
    if isinstance(setting.default, bool):
        st.toggle(label, key=key, help=setting.words, on_change=changed)
    elif setting.choices:
        st.segmented_control(
            label, setting.choices, key=key, help=setting.words, required=True, on_change=changed
        )
    else:
        st.number_input(
            label,
            min_value=float(setting.low),
            max_value=float(setting.high),
            step=float(setting.step),
            format="%g",
            key=key,
            help=setting.words,
            on_change=changed,
        )


def _label(setting: Setting) -> str:
    """The setting's label with its unit, and the default where the value differs from it."""
    label = f"{setting.label} ({setting.unit})" if setting.unit else setting.label
    if setting.key not in session().settings.changed():
        return label
    return f"**{label}** · study: {setting.write(setting.default)}"
