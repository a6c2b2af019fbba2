#include "cli/preview_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/instant.hpp"
#include "cli/view/safe_text.hpp"

namespace fettle::cli {
namespace {

constexpr std::size_t kLabelsShown = 8;

std::string name_some(const std::vector<std::string>& labels) {
  if (labels.size() <= kLabelsShown) return fmt::format("{}", fmt::join(labels, ", "));
  return fmt::format("{}, ... {} more",
                     fmt::join(labels.begin(), labels.begin() + kLabelsShown, ", "),
                     labels.size() - kLabelsShown);
}

}  // namespace

std::string printable(std::string_view text) {
  std::string safe;
  for (const auto& line : safe_lines(text, Charset::kUtf8)) safe += line + "\n";
  return safe;
}

std::string describe_wave(const WaveRow& wave, std::size_t number) {
  auto text = fmt::format("  {}. {}: {} {}, {} at a time\n     {}\n", number, wave.name,
                          wave.targets.size(), wave.targets.size() == 1 ? "target" : "targets",
                          wave.parallelism, name_some(wave.targets));
  if (wave.soak_seconds > 0) {
    text +=
        fmt::format("     then soaks for {}\n", describe(std::chrono::seconds(wave.soak_seconds)));
  }
  if (wave.recheck) text += "     then its validate steps are run again\n";
  if (wave.approval_after) text += "     then a person approves the next\n";
  return text;
}

std::string describe_gates(const std::vector<GateRow>& gates) {
  std::string text = "\nWho is asked\n";
  if (gates.empty()) text += "  nobody: nothing waits for a person\n";
  for (const auto& gate : gates) {
    text += fmt::format("  {}: {}, {} {}{}\n", gate.place, gate.reason, gate.targets,
                        gate.targets == 1 ? "target" : "targets",
                        gate.only_if ? ", where its only_if says that it is needed" : "");
  }
  return text;
}

}  // namespace fettle::cli
