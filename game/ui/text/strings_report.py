"""Words of the after-action report in the game, beside those it shares with the page: (English, Chinese)."""

from game.chronicle.report_words import WORDS

REPORT: dict[str, tuple[str, str]] = {
    **WORDS,
    "report.tab_result": ("Result", "戰果"),
    "report.tab_chances": ("Chances", "勝算"),
    "report.tab_losses": ("Losses", "傷亡"),
    "report.tab_ammunition": ("Ammunition", "彈藥"),
    "report.tab_luck": ("Luck and orders", "運氣與命令"),
    "report.tab_units": ("Units", "部隊"),
    "report.tab_history": ("History", "史實"),
    "report.page": ("Write as a page", "存為網頁"),
    "report.page_tip": (
        "One HTML file with everything in it, both languages and a replay, in your folder of reports.",
        "一個自足的HTML檔，含兩種語言與重演，存於報告資料夾。",
    ),
    "report.open": ("Report", "戰報"),
    "report.open_tip": ("Losses, ammunition, chances, luck, units, history", "傷亡、彈藥、勝算、運氣、部隊、史實"),
    "report.adding": ("Adding the battle up …", "正在彙整戰況……"),
    "report.judging": (
        "Playing the battle on from each phase: {percent} %. The other pages can be read meanwhile.",
        "正從每一階段推演：{percent}%。其他頁面可先閱讀。",
    ),
    "report.writing": ("Writing the page …", "正在寫入網頁……"),
    "report.written": ("Written: {file}", "已寫入：{file}"),
    "report.failed": ("The report cannot be made: {reason}", "無法製作戰報：{reason}"),
    "report.more": ("The wheel shows more", "滾輪可見更多"),
    "report.which": ("Report on which battle?", "要哪一場戰鬥的戰報？"),
    "report.which_note": (
        "Battles that are over can be reported on; of others a report would show what the other side knows.",
        "僅已結束的戰鬥可作戰報；未結束者會洩露對方所知。",
    ),
    "title.report": ("After-action reports", "戰後報告"),
    "report.as_it_was": ("As it was in 1944", "一九四四年實況"),
    "report.this_battle": ("This battle: front line and counters", "本戰：戰線與棋子"),
    "report.rings": ("Rings: who held the place in 1944", "圓環：一九四四年據守方"),
    "report.arrows": ("Arrows: attacks of those days", "箭頭：當時攻勢"),
    "report.no_entry": ("Nothing is recorded of this half day.", "此半日無記載。"),
    "report.no_course": ("Nothing is recorded beside this scenario.", "本戰役無史實資料。"),
    "report.apart": ("Held otherwise than in 1944: {places}", "據守與一九四四年不同：{places}"),
    "report.alike": ("Every place is held as it was in 1944.", "各地據守與一九四四年相同。"),
    "report.known_only": (
        "As far as you know it: the front and the enemies you see or remember; of losses and ammunition only your own.",
        "以你所知為限：戰線、所見或記得之敵；傷亡與彈藥僅計己方。",
    ),
    "report.step": ("{n} of {all}", "{n} / {all}"),
}
