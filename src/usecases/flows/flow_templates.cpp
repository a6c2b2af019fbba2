#include "usecases/flows/flow_templates.hpp"

#include "base/check.hpp"

namespace fettle::usecases {
namespace {

constexpr std::string_view kMaintenance = R"flow(---
subject: os
risk_level: medium
strategy: rolling
snapshot_dimensions: [packages, systemd, disk]
---

# New flow

What this plan does, when to run it, and what it needs.

## Steps

### Step 1: Is this server fit?

```yaml
type: validate
checks:
  - 'test "$(df -Pk / | awk ''NR == 2 { print $4 }'')" -ge 524288'
```

### Step 2: Make the change

```yaml
type: custom_tool
command: uptime
```

### Step 3: Is it well afterwards?

```yaml
type: validate
checks:
  - 'test -z "$(systemctl --failed --no-legend)"'
```
)flow";

constexpr std::string_view kProcedural = R"flow(---
type: procedural
---

# New flow

What this project is for, and what it needs.

## Steps

### Step 1: The first thing to do

Say what to do and where.

```yaml
type: task
kind: action
estimated_minutes: 5
expected_outcome: What an engineer sees when it went well.
```
)flow";

constexpr std::string_view kTroubleshooting = R"flow(---
type: troubleshooting
---

# New flow

What the user reports, and whom this helps.

## Steps

### Step 1: What happens?

```yaml
type: question
prompt: What does the user see?
options:
  - {label: An error message, goto: Read the message}
  - {label: It works again, goto: done}
```

### Step 2: Read the message

```yaml
type: task
kind: action
expected_outcome: The message and its time are in the notes.
```
)flow";

}  // namespace

std::string_view flow_template(flow::FlowType type) {
  switch (type) {
    case flow::FlowType::kMaintenance:
      return kMaintenance;
    case flow::FlowType::kProcedural:
      return kProcedural;
    case flow::FlowType::kTroubleshooting:
      return kTroubleshooting;
  }
  FETTLE_CHECK(false);
}

}  // namespace fettle::usecases
