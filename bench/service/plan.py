"""The plan that the parts launch: five steps of which two change something."""

READ = '\n### Step {}: look\n\n```yaml\ntype: validate\nchecks: ["test -d /srv"]\n```\n'
CHANGE = ("\n### Step {}: change\n\n```yaml\ntype: custom_tool\nrequires_approval: false\n"
          "command: systemctl restart app\n```\n")


def five_steps(strategy="parallel", risk="low"):
    steps = [READ, CHANGE, READ, CHANGE, READ]
    return (f"---\nsubject: bench\nrisk_level: {risk}\nstrategy: {strategy}\n---\n\n"
            "# Maintenance: Bench\n\nWhat is measured here.\n\n## Steps\n"
            + "".join(step.format(number) for number, step in enumerate(steps, 1)))
