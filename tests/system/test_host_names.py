"""Tests how clients write the name of a host."""

from __future__ import annotations

import pytest

from audiobrief.system.host_names import read_host, write_host_name, write_known_name


@pytest.mark.parametrize(
    ("header", "name"),
    [("Desk.Local:8765", "desk.local"), ("my_pc", "my_pc"), ("localhost:", "localhost"),
     ("[FD00::1]:80", "fd00::1"), ("10.0.0.1", "10.0.0.1"), ("", ""), (":80", ""), ("a:b", ""),
     ("a:80:80", ""), ("[::1", ""), ("[1.2.3]", ""), ("a/b", ""), ("a?b", ""), ("a#b", ""),
     ("u@a", ""), ("a\n", ""), ("a,b", ""), ("bücher", ""), ("a:65536", "")],
)  # fmt: skip
def test_a_host_header_is_a_name_and_a_port_and_nothing_else(header: str, name: str) -> None:
    assert read_host(header) == name


@pytest.mark.parametrize(
    ("name", "written"),
    [("Desk.Example", "desk.example"), ("bücher.example", "xn--bcher-kva.example"),
     ("straße.example", "xn--strae-oqa.example"), ("192.168.1.20", "192.168.1.20"),
     ("FD00::1", "fd00::1"), ("my_pc", "my_pc"), ("xn--bcher-kva", "xn--bcher-kva")],
)  # fmt: skip
def test_names_are_written_as_clients_ask_for_them(name: str, written: str) -> None:
    assert write_host_name(name) == written


@pytest.mark.parametrize(
    "name",
    ["", "https://desk.example/", "desk.example:443", "desk.example\n", "a b", "*.example",
     "a..b", "-a", "d" * 64, "a." * 130 + "a", "ü ü", "ü" * 70, "desk.example/"],
)  # fmt: skip
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        write_host_name(name)
    assert write_known_name(name) == name.lower()
