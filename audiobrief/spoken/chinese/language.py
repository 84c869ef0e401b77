"""The one Chinese sentence that audiobrief says; the rest is read as it is written."""

from audiobrief.spoken.language import Language

# Taiwan, Hong Kong and Macau write with traditional characters
_TRADITIONAL = "本文由自動語音朗讀。"
LANGUAGE = Language(
    declaration="本文由自动语音朗读。",
    declarations=dict.fromkeys(("zh-hant", "zh-tw", "zh-hk", "zh-mo"), _TRADITIONAL),
)
