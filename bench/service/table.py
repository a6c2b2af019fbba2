"""The figures of a part, a line each as soon as it is known, and whether all goals are met."""


class Table:
    def __init__(self):
        self.is_met = True
        self.is_begun = False

    def line(self, cells):
        if not self.is_begun:
            print("| | measured | goal | |\n|---|---|---|---|")
            self.is_begun = True
        print("| " + " | ".join(cells) + " |", flush=True)

    def note(self, name, value):
        """A figure without a goal of its own."""
        self.line([name, value, "", ""])

    def at_most(self, name, value, goal, unit=""):
        self.judge(name, value, goal, unit, value <= goal, "")

    def at_least(self, name, value, goal, unit=""):
        self.judge(name, value, goal, unit, value >= goal, "at least ")

    def judge(self, name, value, goal, unit, is_met, word):
        self.is_met = self.is_met and is_met
        self.line([name, f"{value:.4g}{unit}", f"{word}{goal:.4g}{unit}",
                   "met" if is_met else "**missed**"])
