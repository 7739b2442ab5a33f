"""Every test speaks English, and reads no settings of the person who runs it."""

import os

import pytest

from previz import i18n


@pytest.fixture(autouse=True)
def plain_environment(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    for name in [name for name in os.environ if name.startswith("PREVIZ_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LANGUAGE", "en")
    i18n.use("en")
