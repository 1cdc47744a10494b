"""Words of the list of mods: key -> (English, traditional Chinese)."""

MODS = {
    "title.mods": ("Mods", "模組"),
    "mods.head": ("Mods, in load order", "模組（依載入次序）"),
    "mods.none": (
        "No mods yet. Install one with `python main.py install FILE`, or make one: docs/modding.md.",
        "尚無模組。可用 `python main.py install FILE` 安裝，或自行製作，見docs/modding.md。",
    ),
    "mods.order": (
        "Below changes above: of two that set the same, the lower wins. Changes count from the next battle on.",
        "在下者改動在上者；兩者設定相同欄位時，以下者為準。改動自下一戰局起生效。",
    ),
    "mods.on": ("On", "啟用"),
    "mods.off": ("Off", "停用"),
    "mods.broken": ("Broken: not used", "有誤：未使用"),
    "mods.by": ("{title}, {version}", "{title}　{version}"),
    "mods.brings": ("brings {count} {count:scenario|scenarios}", "新增{count}個劇本"),
    "mods.patches": ("changes {names}", "改動{names}"),
    "mods.up": ("Load it earlier", "提前載入"),
    "mods.down": ("Load it later", "延後載入"),
    "mods.switch": ("Use it, or not", "啟用或停用"),
    "mods.failed": ("The order could not be kept: {reason}", "次序未能儲存：{reason}"),
    "mods.folder": ("Mods lie in {folder}", "模組存於 {folder}"),
}
