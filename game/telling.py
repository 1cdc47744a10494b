"""What happened, in one sentence a person reads in the log: English and traditional Chinese."""

import re
from typing import Any

from game.names import Names
from game.values import Event, Order

SENTENCES: dict[str, tuple[str, str]] = {
    "turn": ("Turn {turn}: {date}", "第{turn}回合：{date}"),
    "weather": ("The weather: {weather}", "天氣：{weather}"),
    "arrived": ("{unit} arrive{s} at {hex}", "{unit}到達{hex}"),
    "replacements": ("{men} replacements join their units", "{men}名補充兵歸隊"),
    "delayed": ("The wave {wave} is delayed by {count_turns}", "{wave}延遲{turns}回合"),
    "supplied": ("Supplies drawn by {units} units; {cut_off} cut off", "{units}個單位領取補給；{cut_off}個被切斷"),
    "moved": ("{unit} move{s} from {hex} to {to}", "{unit}由{hex}移至{to}"),
    "stopped": ("{unit} move{s} from {hex} and stop{s} in {to}", "{unit}由{hex}移動，止於{to}"),
    "swapped": ("{unit} change{s} places with {other}", "{unit}與{other}換防"),
    "by_boat": ("{unit} cross{es} by boat to {to}", "{unit}乘船渡至{to}"),
    "contact": ("Contact with {unit} at {hex}", "在{hex}接觸{unit}"),
    "seen": ("{unit} {is_are} seen in {hex}", "在{hex}發現{unit}"),
    "lost": ("{unit} {is_are} lost from sight near {hex}", "{unit}在{hex}附近失去蹤影"),
    "fired": ("{unit} fire{s} on {other_or_hex}: {losses} men", "{unit}射擊{other_or_hex}：{losses}人"),
    "ambush": ("Ambush! {unit} fire{s} on {other_or_hex}: {losses} men", "伏擊！{unit}射擊{other_or_hex}：{losses}人"),
    "nests": (
        "Machine-gun nests of {unit} fire on {other_or_hex}: {losses} men",
        "{unit}機槍巢射擊{other_or_hex}：{losses}人",
    ),
    "held_see": ("{unit} hold{s} fire: cannot see {other}", "{unit}不開火：看不見{other}"),
    "held_aim": ("{unit} hold{s} fire: cannot aim at {other}", "{unit}不開火：瞄不準{other}"),
    "held_kill": (
        "{unit} hold{s} fire: cannot kill ({expected} men expected of {other})",
        "{unit}不開火：打不死（預期{expected}人，{other}）",
    ),
    "bombarded": ("{unit} bombard{s} {other_or_hex}: {losses} men", "{unit}砲擊{other_or_hex}：{losses}人"),
    "air": ("Aircraft {what} {hex}", "飛機{what}{hex}"),
    "assault": ("{unit} ({men} men) assault{s} {other_or_hex}", "{unit}（{men}人）突擊{other_or_hex}"),
    "to_ground": ("{unit} go{es} to ground before {hex}", "{unit}在{hex}前被壓制伏地"),
    "result": (
        "{unit} at {hex}: {result} ({ratio} %, dice {dice} {shift:+d}); attackers lost {attacker_losses}, defenders "
        "{defender_losses}",
        "{unit}於{hex}：{result}（比率{ratio}%，骰{dice}{shift:+d}）；攻方損失{attacker_losses}，守方損失{defender_losses}",
    ),
    "result_none": ("{unit} at {hex}: {result}", "{unit}於{hex}：{result}"),
    "result_empty": ("{unit} find{s} nobody in {hex}", "{unit}進入{hex}，無人防守"),
    "retreated": ("{unit} fall{s} back from {hex} to {to}", "{unit}由{hex}退至{to}"),
    "surrendered": ("{unit} surrender{s}: {men} men", "{unit}投降：{men}人"),
    "dissolved": ("{unit} {is_are} no more", "{unit}已不復存在"),
    "merged": ("What is left of {unit} joins {other}", "{unit}餘部併入{other}"),
    "broken": ("{unit} break{s}", "{unit}潰散"),
    "rallied": ("{unit} rall{ies}", "{unit}重整"),
    "works": ("Works in {hex}: {level}", "{hex}工事：{level}"),
    "work": ("{unit} work{s} on {to} ({verb})", "{unit}在{to}作業（{verb}）"),
    "terrain": ("{hex} is now {terrain}", "{hex}已成{terrain}"),
    "ramp": ("At the cliff of {hex} the fallen make a ramp of level {level}", "{hex}絕壁下屍堆成坡，等級{level}"),
    "captured_place": ("{side} takes {place}", "{side}佔領{place}"),
    "commander": ("{unit} {is_are} hit: {its} commander is lost", "{unit}中彈：指揮官失去指揮能力"),
    "points": ("{side}: {points} points", "{side}：{points}分"),
    "phase": ("{whose} phase", "{side}階段"),
    "ended": ("The battle ends ({reason}); margin {margin}", "戰鬥結束（{reason}）；分差{margin}"),
    "losses": ("{returned} wounded of {side} return", "{side}{returned}名傷兵歸隊"),
    "choice": ("{side} has to decide: {event}", "{side}須作抉擇：{event}"),
}

WORDS_ZH = {
    "clear": "晴", "cloud": "陰", "rain": "雨", "storm": "暴雨", "thrown back": "被擊退", "repulsed": "被擊退",
    "bloody stand": "血戰僵持", "position taken": "奪取陣地", "overrun": "突破陣地", "empty": "無人", "to ground": "被壓制",
    "broken up": "潰滅", "none": "無",
    "foxholes": "散兵坑", "trenches": "戰壕", "pillboxes": "碉堡", "bunkers": "地堡",
    "bomb": "轟炸", "burn": "投燃燒彈於", "strafe": "掃射", "scout": "偵察", "interdict": "截擊運輸", "calendar": "到期",
    "fall": "城陷", "terms": "停戰", "dig": "挖掘", "clear ": "清除", "bridge": "架橋", "demolish": "爆破橋樑", "blast": "爆破",
}  # fmt: skip

MOST_RATIO = 999  # percent of attack to defence told as it is
WHOSE = re.compile(r" (?:of|with) ")  # what follows in a name is no head of it
ONE_MAN = re.compile(r"(?<![\d,.])1 men\b")
SINGULAR = ("headquarters", "Corps", "ss", "us")  # endings of names that are no plural
DONTS_ZH = {"see": "看得見", "aim": "瞄得準", "kill": "打得死"}


def tell(names: Names, event: Event, lang: str) -> str:
    """One line for the log."""
    scenario = names.scenario
    values: dict[str, Any] = dict(event.values)
    if event.kind == "message":
        return message(names, event, lang)
    for key, value in values.items():
        if isinstance(value, str):
            values[key] = WORDS_ZH.get(value, value) if lang == "zh" else value
    if event.kind == "captured_place":
        values["place"] = scenario.map.places[event.values["place"]].name.get(lang)
    if event.kind == "terrain":
        values["terrain"] = scenario.terrain[event.values["terrain"]].name.get(lang)
    if event.kind == "choice":
        title = scenario.events[names.event_row[event.values["event"]]].title
        values["event"] = title.get(lang) if title else event.values["event"]
    if event.kind == "turn":
        values["date"] = date_words(scenario.date_of(event.turn), lang)
    other = unit_words(names, event.other, lang)
    hex_words = place_words(names, event.hex, lang)
    sentence = SENTENCES[which(event)][1 if lang == "zh" else 0] + _allowed(event, lang)
    side = scenario.sides[event.side].name.get(lang) if event.side else ""
    turns = event.values.get("turns")
    if values.get("ratio", 0) > MOST_RATIO:
        values["ratio"] = f"over {MOST_RATIO}" if lang == "en" else f"逾{MOST_RATIO}"
    unit = unit_words(names, event.unit, lang) or ("Aircraft" if lang == "en" else "飛機")
    text = sentence.format(
        **values,
        **agreeing(unit),
        count_turns=f"{turns} turn" if turns == 1 else f"{turns} turns",
        whose=f"{side}'" if side.endswith("s") else f"{side}'s",
        unit=unit,
        other=other,
        other_or_hex=f"{other} ({hex_words})" if other else hex_words,
        hex=hex_words,
        to=place_words(names, event.to, lang),
        side=side,
        expected=f"{event.values.get('expected_milli', 0) / 1000:.1f}",
    )
    return ONE_MAN.sub("1 man", text) if lang == "en" else text


def agreeing(unit: str) -> dict[str, str]:
    """Endings of verbs for the English name of a unit: `engineers fire`, `a battalion fires`."""
    head = WHOSE.split(unit.rpartition(",")[2])[0]
    many = (head.endswith("s") and not head.endswith(SINGULAR)) or unit == "Aircraft"
    if many:
        return {"s": "", "es": "", "ies": "y", "is_are": "are", "its": "their"}
    return {"s": "s", "es": "es", "ies": "ies", "is_are": "is", "its": "its"}


def _allowed(event: Event, lang: str) -> str:
    """Which don'ts allowed a volley in the enemy's phase."""
    donts = event.values.get("allowed_by")
    if not donts:
        return ""
    if lang == "zh":
        return "（合於" + "、".join(DONTS_ZH[name] for name in donts) + "）"
    return f" (allowed by: {', '.join(donts)})"


def which(event: Event) -> str:
    """Which sentence fits."""
    values = event.values
    if event.kind == "arrived" and values["replacements"]:
        return "replacements"
    if event.kind == "moved":
        return next((name for name in ("by_boat", "swapped", "stopped") if values[name]), "moved")
    if event.kind == "fired":
        return "ambush" if values["ambush"] else "nests" if values["nests"] else "fired"
    if event.kind == "held":
        return f"held_{values['dont']}"
    if event.kind == "result" and values["result"] in ("empty", "to ground", "broken up"):
        return "result_empty" if values["result"] == "empty" else "result_none"
    if event.kind == "dissolved" and event.other:
        return "merged"
    if event.kind == "works" and event.to:
        return "work"
    return event.kind


def message(names: Names, event: Event, lang: str) -> str:
    """The words of a scenario's event."""
    rule = names.scenario.events[names.event_row[event.values["event"]]]
    texts = [effect.message.get(lang) for effect in rule.do if effect.message]
    return " ".join(texts) or (rule.title.get(lang) if rule.title else rule.id)


def unit_words(names: Names, unit: str | None, lang: str) -> str:
    """A unit's name as the log has it; of one without a name its kind, numbered where there are several."""
    if unit is None:
        return ""
    scenario = names.scenario
    data = scenario.units[names.unit_row[unit]]
    if data.name:
        return data.name.get(lang)
    alike = [other.id for other in scenario.units if not other.name and other.kind == data.kind]
    kind = scenario.kinds[data.kind].name.get(lang)
    return f"{kind} {alike.index(unit) + 1}" if len(alike) > 1 else kind


def place_words(names: Names, at: str | None, lang: str) -> str:
    """A hex, with the name of its place."""
    if at is None:
        return ""
    place = names.place_at(at)
    return f"{at} {place.name.get(lang)}" if place else at


def date_words(date: str, lang: str) -> str:
    """`1944-06-28 night` as a person writes it."""
    day, _, part = date.partition(" ")
    year, month, number = (int(text) for text in day.split("-"))
    if lang == "zh":
        return f"{year}年{month}月{number}日{'夜' if part == 'night' else '晝'}"
    return f"{number} {MONTHS[month - 1]} {year}, {part}"


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

VERBS: dict[str, tuple[str, str]] = {
    "move": ("move{s} to {at}", "移至{at}"), "assault": ("assault{s} {at}", "突擊{at}"),
    "fire": ("fire{s} on {at}", "射擊{at}"), "bombard": ("bombard{s} {at}", "砲擊{at}"),
    "blast": ("blast{s} the cliff of {at}", "爆破{at}絕壁"), "clear": ("clear{s} {at}", "清除{at}障礙"),
    "bridge": ("bridge{s} {at}", "架橋{at}"), "demolish": ("demolish{es} {at}", "破壞{at}"),
    "dig": ("dig{s} in", "構築工事"), "rally": ("rall{ies}", "重整"), "see": ("“see” {arg}", "「看不見不打」{arg}"),
    "aim": ("“aim” {arg}", "「瞄不準不打」{arg}"), "kill": ("“kill” {arg}", "「打不死不打」{arg}"),
    "air": ("send{s} aircraft: {arg} {at}", "出動飛機：{arg}{at}"), "ration": ("ration {arg}", "配給{arg}"),
    "call": ("call{s} {arg}", "調用{arg}"), "choose": ("choose{s} {arg}", "選擇{arg}"), "terms": ("ask{s} for terms", "求和"),
}  # fmt: skip


def order_words(names: Names, order: str, lang: str) -> str:
    """An order as a person would say it."""
    parsed = Order.parse(order)
    if parsed.verb == "end":
        return "階段結束" if lang == "zh" else "the end of the phase"
    side = names.scenario.sides.get(parsed.unit or "")
    actor = side.name.get(lang) if side else unit_words(names, parsed.unit, lang)
    arg = WORDS_ZH.get(parsed.arg or "", parsed.arg or "") if lang == "zh" else parsed.arg or ""
    at = place_words(names, _hex_text(names, parsed.at), lang)
    words = VERBS[parsed.verb][lang == "zh"].format(at=at, arg=arg, **agreeing(actor))
    return f"{actor}{words}" if lang == "zh" else f"{actor} {words}"


def _hex_text(names: Names, at: str | None) -> str | None:
    return names.text(names.hex(at)) if at else None
