// How long parse_flow takes for a plan of 60 steps, beside what its two libraries take to read
// the same text and do nothing with it: cmark-gfm's parse of the markdown and libyaml's events
// of each YAML block.
#include <benchmark/benchmark.h>
#include <cmark-gfm.h>
#include <yaml.h>

#include <array>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/source_text.hpp"
#include "core/document/front_matter.hpp"
#include "core/document/markdown.hpp"
#include "core/flow/parse_flow.hpp"

namespace {

namespace document = fettle::document;

constexpr std::string_view kHead = R"(---
subject: kernel
risk_level: high
strategy: rings
strategy_config:
  rings:
    - {name: canary, percent: 10, soak_minutes: 15}
    - {name: broad, percent: 100}
snapshot_dimensions: [packages, kernel, systemd]
variables:
  service: {label: Service, pattern: "[a-z-]+"}
---

# Maintenance: kernel patch

Installs the newest kernel and restarts. **Read first:** `uname -r` before and after; see the
[runbook](https://example.org/runbook) for what to do when a host does not come back.

## Steps
)";

constexpr std::array<std::string_view, 4> kSteps{R"(check that {{ service }} is well

The service must answer *before* anything is changed. TerminalStyle at `journalctl -u {{ service }}`:

- no errors in the last hour
- memory below 80 %

```yaml
type: validate
checks:
  - "systemctl is-active --quiet {{ service }}"
  - "test $(df / --output=avail | tail -1) -gt 1048576"
timeout: 30
```
)",
                                                 R"(install

```yaml
type: custom_tool
requires_approval: true
command: |
  set -eu
  apt-get update -q
  apt-get install -y --only-upgrade linux-image-amd64 "{{ service }}"
timeout: 900
idempotent: true
```
)",
                                                 R"(wait until it is up

```yaml
type: wait_until
condition: "systemctl is-system-running --wait"
timeout_seconds: 300
```
)",
                                                 R"(tell

```yaml
type: notify
message: "{{ service }} is done"
severity: info
```
)"};

constexpr std::size_t kStepCount = 60;

std::string plan() {
  std::string text(kHead);
  for (std::size_t i = 0; i < kStepCount; ++i) {
    text += "\n### Step " + std::to_string(i + 1) + ": ";
    text += kSteps[i % kSteps.size()];
  }
  return text;
}

std::vector<std::string_view> yaml_blocks(const fettle::SourceText& source) {
  fettle::Diagnostics diagnostics;
  const auto front = document::cut_front_matter(source, diagnostics).value();
  std::vector<std::string_view> blocks{slice(source.text(), front.yaml)};
  for (const auto& block : document::read_outline(source, front.body)) {
    const auto* fence = std::get_if<document::Fence>(&block);
    if (fence != nullptr) blocks.push_back(slice(source.text(), fence->content));
  }
  return blocks;
}

void scan_yaml(std::string_view text) {
  yaml_parser_t parser;
  yaml_parser_initialize(&parser);
  yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()),
                               text.size());
  for (bool end = false; !end;) {
    yaml_event_t event;
    if (yaml_parser_parse(&parser, &event) == 0) break;
    end = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
}

void parse_flow(benchmark::State& state) {
  const auto text = plan();
  for (auto iteration : state) {
    static_cast<void>(iteration);
    const fettle::SourceText source("plan.md", text);
    auto parsed = fettle::flow::parse_flow(source);
    if (!parsed.flow) state.SkipWithError("the plan has errors");
    benchmark::DoNotOptimize(parsed);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(parse_flow);

void libraries_alone(benchmark::State& state) {
  const auto text = plan();
  const fettle::SourceText source("plan.md", text);
  const auto blocks = yaml_blocks(source);
  for (auto iteration : state) {
    static_cast<void>(iteration);
    auto* root = cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT);
    benchmark::DoNotOptimize(root);
    cmark_node_free(root);
    for (const auto block : blocks) scan_yaml(block);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(libraries_alone);

}  // namespace

BENCHMARK_MAIN();
