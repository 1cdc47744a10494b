"""Words of what lies around the battle, beside the menu's own: (English, Chinese)."""

FRAME: dict[str, tuple[str, str]] = {
    "settings.page_game": ("Game", "遊戲"),
    "settings.page_screen": ("Screen", "畫面"),
    "settings.page_sound": ("Sound", "聲音"),
    "settings.page_keys": ("Keys", "按鍵"),
    "settings.text_now": (
        "As large as this window allows: {percent} %",
        "此視窗最多可用：{percent} %",
    ),
    "settings.colours": ("Colours", "配色"),
    "settings.standard": ("Standard", "標準"),
    "settings.blind": ("For colour-blind eyes", "色盲友善"),
    "settings.click": ("Mouse", "滑鼠操作"),
    "settings.classic": ("Left click acts", "左鍵行動"),
    "settings.rts": ("Right click acts", "右鍵行動"),
    "settings.confirm_quit": ("Ask before the game is left", "離開遊戲前先詢問"),
    "settings.sound_all": ("All sound", "全部聲音"),
    "settings.volume_battle": ("Fire and shells", "槍砲聲"),
    "settings.volume_table": ("Counters and buttons", "棋子與按鈕"),
    "settings.volume_news": ("Telegraph: messages and arrivals", "電報：訊息與增援"),
    "settings.no_sound": ("No sound device was found; the game is silent.", "找不到音效裝置，遊戲無聲。"),
    "settings.not_kept": ("These settings could not be kept: {reason}", "設定無法儲存：{reason}"),
    "settings.defaults": ("All as at first", "恢復預設"),
}
