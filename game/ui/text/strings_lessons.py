"""Words of the lessons: (English, Chinese)."""

LESSONS: dict[str, tuple[str, str]] = {
    "lesson.step": ("{n} of {all}", "{n}／{all}"),
    "lesson.next": ("Next", "下一步"),
    "lesson.skip": ("Skip this step", "略過此步"),
    "lesson.back": ("Back", "上一步"),
    "lesson.leave": ("Leave", "離開教學"),
    "lesson.resume": ("Resume the lesson", "繼續教學"),
    "lesson.wait.next": ("Enter, or Next.", "按 Enter 或「下一步」。"),
    "lesson.wait.select": ("Waiting: select {unit}.", "等待：選取{unit}。"),
    "lesson.wait.hover": ("Waiting: point at {hex}.", "等待：游標移到{hex}。"),
    "lesson.wait.arm": ("Waiting: choose the order {verb}.", "等待：選擇命令「{verb}」。"),
    "lesson.wait.press": ("Waiting: use what is pointed at.", "等待：使用所指之處。"),
    "lesson.wait.order": ("Waiting: give the order {verb}.", "等待：下達命令「{verb}」。"),
    "lesson.wait.end": ("Waiting: end the phase.", "等待：結束階段。"),
    "lesson.left": ("The lessons wait at the foot of the screen.", "教學留在畫面下方，隨時可以繼續。"),
}
