"""Why an order is not legal, in words: one sentence a player understands, in English and Chinese.

Each says what is wrong and, where something would help, what. Braces hold facts of the giver's own side, which
`explain` looks up: nothing hidden from him gets into a sentence.
"""

from typing import Any

from game import hexgrid
from game.names import Names
from game.rules import orders as o
from game.rules import state as s
from game.scenario.words import WORKS
from game.telling import place_words, unit_words
from game.values import Order

REASONS: dict[int, tuple[str, str]] = {
    o.NOT_ITS_PHASE: (
        "it is not the phase of {unit}'s side; {phasing} moves now",
        "現在不是{unit}一方的階段；輪到{phasing}行動",
    ),
    o.OVER: ("the battle is over; no more orders are taken", "戰鬥已經結束，不再接受命令"),
    o.NOT_HERE: ("{unit} is not on the map: not yet arrived, or lost", "{unit}不在地圖上：尚未到達或已損失"),
    o.ACTED: (
        "{unit} has acted this turn; it may move and act again next turn",
        "{unit}本回合已經行動；下回合可再移動及行動",
    ),
    o.OFF_MAP: ("{verb} needs a hex on the map", "這命令須指定地圖內的一格"),
    o.NO_PATH: (
        "{unit} cannot reach {at} with the {moves} movement points it has left",
        "{unit}剩餘{moves}點移動力，到不了{at}",
    ),
    o.OVER_RIVER: (
        "{unit} cannot reach {at} over the river: boats cross at night, beside engineers, for a whole "
        "move ({engineers})",
        "{unit}不能渡河到{at}：須在夜間鄰接工兵，以全部移動力乘船（{engineers}）",
    ),
    o.SAME_HEX: ("{unit} stands in {at} already", "{unit}已經在{at}"),
    o.MOVED_GUNS: (
        "{unit} has moved this turn; guns move or act, not both",
        "{unit}本回合已移動；火砲不能既移動又行動",
    ),
    o.NO_AMMO: (
        "{unit} has no fires left for a volley; it draws them at dawn and dusk ({fires_depot})",
        "{unit}彈藥不足一次齊射；晨昏可領取（{fires_depot}）",
    ),
    o.OUT_OF_RANGE: (
        "{unit} is {distance} from {at} and fires at most {range}",
        "{unit}距{at}{distance}，射程最多{range}",
    ),
    o.NO_SIGHT: (
        "{unit} has no line of sight to {at}, {distance} off: heights, woods, towns, smoke, weather or night hide it",
        "{unit}看不到{distance}外的{at}：高地、樹林、房屋、煙霧、天候或夜色遮蔽",
    ),
    o.NOT_ADJACENT: (
        "{unit} is not next to {at} but {apart}; an assault goes into a neighbouring hex",
        "{unit}不鄰接{at}（{apart}）；只能突擊相鄰格",
    ),
    o.BROKEN: (
        "{unit} is broken (cohesion {cohesion}) and may not attack; rest out of the enemy's reach mends it",
        "{unit}已潰散（凝聚力{cohesion}），不能進攻；脫離敵軍休整可恢復",
    ),
    o.TOO_SHAKEN: (
        "{unit} is too shaken to assault (cohesion {cohesion}, {need_cohesion} needed); rest out of the "
        "enemy's reach mends it",
        "{unit}士氣動搖，不能突擊（凝聚力{cohesion}，須達{need_cohesion}）；脫離敵軍休整可恢復",
    ),
    o.TOO_FEW: (
        "{unit} has too few men to assault ({men}; {need_men} needed); replacements come at dawn to supplied units",
        "{unit}人數太少，不能突擊（{men}人，須有{need_men}人）；有補給的部隊黎明可得補充",
    ),
    o.TWICE: (
        "{at} was assaulted twice this phase, which is all there is room for; go on next turn",
        "{at}本階段已受兩次突擊；下回合再攻",
    ),
    o.NO_LADDERS: (
        "{unit} cannot assault {at}: a cliff, and no ladders; engineers, or infantry next to them, bring "
        "ladders ({engineers})",
        "{unit}不能突擊{at}：有絕壁而無雲梯；工兵或鄰接工兵的步兵才有雲梯（{engineers}）",
    ),
    o.FRIENDS_THERE: ("friends stand in {at}; aim at a hex of the enemy's", "{at}有友軍；請指定敵軍所在的格"),
    o.RIVER_WITHOUT_BOATS: (
        "{unit} cannot assault {at} over the river but by boat, at night, next to engineers ({engineers})",
        "{unit}隔河不能突擊{at}；須在夜間鄰接工兵以船渡過（{engineers}）",
    ),
    o.NO_SHELLS: (
        "{unit} has no shells left; it draws them at dawn and dusk ({shells_depot})",
        "{unit}砲彈已盡；晨昏可領取（{shells_depot}）",
    ),
    o.NO_GUNS: (
        "{unit} has no guns to bombard with; batteries and mortars bombard",
        "{unit}沒有可作砲擊的火砲；砲擊由砲兵及迫擊砲執行",
    ),
    o.NO_ARC: (
        "higher ground before {unit} closes its arc of fire to {at}; mortars lob over it",
        "{unit}前方高地遮擋射向{at}的射界；迫擊砲可越過",
    ),
    o.THREE_BATTERIES: (
        "{need_batteries} batteries have bombarded {at} this phase, which is the most; choose another hex",
        "{at}本階段已受{need_batteries}個砲兵連射擊，已達上限；請另選一格",
    ),
    o.NOTHING_TO_DIG: (
        "{unit} cannot better the works in its hex ({works}); infantry digs to trenches, engineers to pillboxes, "
        "nobody beyond foxholes in marsh, headquarters not at all",
        "{unit}無法再加強所在格的工事（{works}）；步兵可挖至戰壕，工兵至碉堡，沼澤僅散兵坑，指揮部不挖",
    ),
    o.ENGINEERS_ONLY: (
        "{unit} cannot {verb}: only engineers can ({engineers})",
        "{unit}不能做：只有工兵能做（{engineers}）",
    ),
    o.NO_OBSTACLE: (
        "no obstacle stands between {unit} and {at}; name the neighbouring hex behind one",
        "{unit}與{at}之間沒有障礙物；請指定障礙後的相鄰格",
    ),
    o.NO_BRIDGE: (
        "no such bridge leads from {unit} to {at}; blown ones are mended, standing ones demolished, from either bank",
        "{unit}與{at}之間沒有這樣的橋；斷橋可修，完好的橋可炸，均須在橋頭",
    ),
    o.NO_CLIFF: (
        "no cliff to blast leads up from {unit} to {at}; engineers or guns blast from its foot",
        "{unit}與{at}之間沒有可爆破的絕壁；須由工兵或火砲在崖下爆破",
    ),
    o.NOTHING_TO_RALLY: ("{unit} is not suppressed and need not rally", "{unit}未受壓制，無須整頓"),
    o.NO_SORTIES: (
        "{unit} has no sorties left; they are renewed at dawn if the weather lets aircraft fly",
        "{unit}已無出擊架次；天候許可時黎明恢復",
    ),
    o.NO_WAVE: (
        "{unit} cannot call that wave; only waves held back and not yet called come on call, from their date on",
        "{unit}不能召喚這批增援；只有留待召喚、尚未召喚且日期已到的才可",
    ),
    o.NO_CHOICE: ("no such choice is waiting for {unit}", "沒有等待{unit}作出的這項抉擇"),
    o.NO_TERMS: (
        "terms can be asked for once, when the enemy holds a core place or too few men are fit",
        "敵軍佔領核心據點或可戰之兵不足時方可請求停戰，且只能一次",
    ),
    o.CHOICE_WAITS: ("a decision waits to be made before the phase can end", "須先作出等待中的抉擇，階段才能結束"),
    o.CANNOT_ASSAULT: (
        "{unit} cannot assault; infantry, service troops and engineers can",
        "{unit}不能突擊；步兵、勤務部隊及工兵才能",
    ),
    o.CANNOT_FIRE: (
        "{unit} has no small arms worth a volley; batteries and mortars bombard instead",
        "{unit}沒有可供齊射的輕武器；砲兵及迫擊砲可用砲擊",
    ),
    o.NOT_A_UNIT: ("'{verb}' is ordered to a unit, and {unit} is none", "這命令須下達給部隊，{unit}不是"),
    o.NOT_A_SIDE: ("'{verb}' is ordered to a side, and {unit} is a unit", "這命令須下達給一方，{unit}是部隊"),
    o.BAD_ARGUMENT: (
        "the order's last word is not one that '{verb}' takes: {words}",
        "命令的最後一個詞不適用；可用：{words}",
    ),
    o.NOT_OWN: ("that formation is not {unit}'s own", "該編制不屬於{unit}"),
    o.GROUND_CLOSED: ("the ground in {at} is closed to {unit}", "{unit}不能進入{at}的地形"),
    o.ENEMY_THERE: ("the enemy stands in {at}; go next to it and assault", "{at}有敵軍；須先鄰接再以突擊進入"),
    o.FULL_HEX: (
        "{at} has no room for {unit}; next to it, two friends with points enough may change places",
        "{at}已無位置容納{unit}；相鄰且移動力足夠的兩支友軍可以換防",
    ),
    o.CANNOT_MOVE: ("{unit} is of a kind that cannot move", "{unit}這類部隊不能移動"),
    o.NO_POINTS: (
        "{unit} has no movement points left; it has them again next turn",
        "{unit}已無移動力；下回合恢復",
    ),
    o.NOT_DEFENDER: ("only the defender may ask for terms", "只有守方可請求停戰"),
}  # fmt: skip

WORDS_OF = {"see": "on, off", "aim": "on, off", "kill": "on, off", "air": "bomb, burn, strafe, scout, interdict"}
WORKS_ZH = ("無", "散兵坑", "戰壕", "碉堡", "地堡")


def explain(code: int, order: Order, names: Names, state: Any, lang: str = "en") -> str:
    """The sentence for reason `code` against `order`, with facts of the unit from `state`; `lang` is en or zh."""
    rules = names.scenario.rules
    at = names.text(names.hex(order.at)) if order.at else ""
    phasing = names.sides[int(state.clock["phase"][0])]
    facts: dict[str, Any] = {
        "unit": _actor(names, order.unit, lang),
        "at": place_words(names, at, lang) if at else "",
        "verb": order.verb,
        "phasing": names.scenario.sides[phasing].name.get(lang),
        "words": WORDS_OF.get(order.verb, "full, half, hoard"),
        "need_cohesion": rules.assault_cohesion,
        "need_batteries": rules.batteries_per_hex,
    }
    # Of a unit whose turn it is not (it may be the enemy's) nothing is looked up.
    if code not in (o.NOT_ITS_PHASE, o.OVER) and order.unit in names.unit_row:
        facts |= _of_unit(names.unit_row[order.unit], at or "", order, names, state, lang)
    return REASONS[code][lang == "zh"].format(**facts)


def _actor(names: Names, name: str | None, lang: str) -> str:
    if name in names.unit_row:
        return unit_words(names, name, lang)
    return names.scenario.sides[name].name.get(lang) if name in names.side_row else name or ""


def _of_unit(u: int, at: str, order: Order, names: Names, state: Any, lang: str) -> dict[str, Any]:
    """What the sentences may say of unit row `u` of the giver."""
    unit, rules = state.units[u], names.scenario.rules
    here = int(unit["at"])
    if here < 0:
        return {}
    away = hexgrid.distance(here, names.hex(at), names.cols) if at else 0
    share = -(-int(unit["establishment"]) * rules.assault_strength_permille // 1000)
    reach = int(unit["range_hexes"]) if order.verb == "bombard" else sum(rate > 0 for rate in unit["rates"])
    works = int(state.hexes["works"][here])
    return {
        "moves": int(unit["moves_left"]),
        "men": int(unit["men"]),
        "need_men": max(rules.assault_men, share),
        "cohesion": int(unit["cohesion"]) // 10,
        "distance": _hexes(away, lang),
        "apart": _apart(away, lang),
        "range": _hexes(reach, lang),
        "works": WORKS_ZH[works] if lang == "zh" else "no works" if works == 0 else WORKS[works],
        "engineers": _nearest_engineers(u, names, state, lang),
        "fires_depot": _nearest_depot(u, state.depots["fires"], names, state, lang),
        "shells_depot": _nearest_depot(u, state.depots["shells"][:, max(int(unit["calibre"]), 0)], names, state, lang),
    }


def _apart(n: int, lang: str) -> str:
    """How far off a target is that is not next to the unit: it may stand in it."""
    if lang == "zh":
        return f"相距{n}格" if n else "即在該格"
    return f"{_hexes(n, lang)} away" if n else "in it"


def _hexes(n: int, lang: str) -> str:
    if lang == "zh":
        return f"{n}格"
    return f"{n} hex" if n == 1 else f"{n} hexes"


def _nearest_depot(u: int, stock: Any, names: Names, state: Any, lang: str) -> str:
    """The own depot nearest to unit `u` that has any of `stock` ((D,) int64), and how far it is."""
    here, side = int(state.units["at"][u]), int(state.units["side"][u])
    found = [
        (hexgrid.distance(here, int(depot["at"]), names.cols), names.text(int(depot["at"])))
        for d, depot in enumerate(state.depots)
        if depot["side"] == side and not depot["lost"] and stock[d] > 0
    ]
    if not found:
        return "各補給站均已無存" if lang == "zh" else "no depot of its side has any"
    n, at = min(found)
    where = place_words(names, at, lang)
    return f"最近補給站：{where}，{_hexes(n, lang)}" if lang == "zh" else f"nearest depot: {where}, {_hexes(n, lang)}"


def _nearest_engineers(u: int, names: Names, state: Any, lang: str) -> str:
    """The engineers of its side nearest to unit `u`, and how far they are."""
    here, side = int(state.units["at"][u]), int(state.units["side"][u])
    found = [
        (hexgrid.distance(here, int(unit["at"]), names.cols), e)
        for e, unit in enumerate(state.units)
        if unit["side"] == side and unit["klass"] == s.ENGINEERS and unit["status"] == s.PRESENT
    ]
    if not found:
        return "己方沒有工兵" if lang == "zh" else "its side has none on the map"
    n, e = min(found)
    who = unit_words(names, names.units[e], lang)
    return f"最近工兵：{who}，{_hexes(n, lang)}" if lang == "zh" else f"nearest: {who}, {_hexes(n, lang)}"
