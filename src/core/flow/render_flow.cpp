#include "core/flow/render_flow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/check.hpp"
#include "core/document/characters.hpp"
#include "core/document/yaml_write.hpp"
#include "core/flow/front_fields.hpp"
#include "core/flow/sections.hpp"
#include "core/flow/step_fields.hpp"

namespace fettle::flow {
namespace {

/// Marks at the end of a heading's text would be taken for its closing marks.
std::string heading(int level, std::string_view text) {
  const auto last = text.find_last_not_of('#');
  const bool closed =
      text.ends_with('#') && (last == std::string_view::npos || document::is_blank(text[last]));
  const std::string_view closing = closed ? " #" : "";
  return fmt::format("{} {}{}\n", std::string(static_cast<std::size_t>(level), '#'), text, closing);
}

/// The longest run of backticks at the start of a line, so that a fence can be longer.
std::size_t longest_fence(std::string_view text) {
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = document::trim_left(text.substr(at, end - at));
    longest = std::max(longest, std::min(line.find_first_not_of('`'), line.size()));
    at = end + 1;
  }
  return longest;
}

std::string block(const document::Node& node) {
  const auto yaml = document::write_yaml(node);
  const std::string fence(std::max<std::size_t>(3, longest_fence(yaml) + 1), '`');
  return fmt::format("{}yaml\n{}{}\n", fence, yaml, fence);
}

std::string paragraph(std::string_view text) {
  return text.empty() ? std::string() : fmt::format("{}\n\n", text);
}

std::string render_step(const Step& step, int number) {
  return heading(3, fmt::format("Step {}: {}", number, step.title)) + '\n' + paragraph(step.prose) +
         block(step_node(step));
}

std::string render_steps(std::string_view title, const std::vector<Step>& steps) {
  auto text = '\n' + heading(2, title);
  int number = 0;
  for (const auto& step : steps) text += '\n' + render_step(step, ++number);
  return text;
}

std::string with_returns(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' && !out.ends_with('\r')) out += '\r';
    out += c;
  }
  return out;
}

int number_of(std::string_view old_text) {
  const auto line = old_text.substr(0, old_text.find('\n'));
  const auto title =
      document::trim(line.substr(std::min(line.find_first_not_of(" #"), line.size())));
  const auto parsed = read_step_heading(title);
  FETTLE_CHECK(parsed.has_value());
  return parsed->number;
}

}  // namespace

std::string render(const Flow& flow) {
  const bool prefixed = flow.type == FlowType::kMaintenance || flow_name(flow.name) != flow.name;
  std::string text = "---\n" + document::write_yaml(front_node(flow)) + "---\n\n";
  text += heading(1, (prefixed ? "Maintenance: " : "") + flow.name);
  if (!flow.description.empty()) text += '\n' + flow.description + '\n';
  text += render_steps("Steps", flow.steps);
  if (!flow.rollback.empty()) text += render_steps("Rollback", flow.rollback);
  for (const auto& note : flow.notes) {
    text += '\n' + heading(2, note.title);
    if (!note.text.empty()) text += '\n' + note.text + '\n';
  }
  return text;
}

std::string replace_step(std::string_view text, const Step& old_step, const Step& new_step) {
  const auto [begin, end] = old_step.extent;
  FETTLE_CHECK(begin <= end && end <= text.size());
  const auto old_text = text.substr(begin, end - begin);
  const auto kept_end = document::trim_right(old_text).size();
  auto written = render_step(new_step, number_of(old_text));
  written = std::string(document::trim_right(written));
  if (old_text.contains("\r\n")) written = with_returns(written);
  return std::string(text.substr(0, begin)) + written + std::string(old_text.substr(kept_end)) +
         std::string(text.substr(end));
}

}  // namespace fettle::flow
