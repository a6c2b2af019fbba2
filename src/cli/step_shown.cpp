#include "cli/step_shown.hpp"

#include <fmt/format.h>

#include <string_view>
#include <variant>

#include "base/enum_name.hpp"
#include "cli/view/safe_text.hpp"

namespace fettle::cli {
namespace {

std::string lines(std::string_view text, std::string_view mark) {
  std::string shown;
  for (const auto& line : safe_lines(text, Charset::kUtf8)) {
    shown += fmt::format("{}{}\n", mark, line);
  }
  return shown;
}

std::string fact(std::string_view label, std::string_view text) {
  return text.empty() ? std::string() : lines(fmt::format("{}: {}", label, text), "  ");
}

std::string show(const flow::CustomTool& body) { return lines(body.command.value, "  | "); }

std::string show(const flow::Recipe& body) {
  if (!body.resolved) return {};
  return lines(body.resolved->script, "  | ");
}

std::string show(const flow::HumanGate& body) { return lines(body.message.value, "  "); }

std::string show(const flow::Notify& body) { return fact("sends", body.message.value); }

std::string show(const flow::Validate& body) {
  std::string text;
  for (const auto& check : body.checks) text += lines(check.value, "  | ");
  return text;
}

std::string show(const flow::Wait& body) {
  return fact("waits", fettle::describe(Milliseconds(body.seconds)));
}

std::string show(const flow::WaitUntil& body) { return lines(body.condition.value, "  | "); }

std::string show(const flow::Question& body) {
  auto text = lines(body.prompt.value, "  ");
  for (std::size_t i = 0; i < body.options.size(); ++i) {
    const auto& option = body.options[i];
    text += lines(fmt::format("{} {} -> {}", i + 1, option.label, option.go_to.value), "  ");
  }
  return text;
}

std::string show(const flow::Task& body) {
  std::string text;
  if (body.activity != flow::Task::Kind::kAction) text += fact("kind", enum_name(body.activity));
  if (body.estimated) text += fact("takes", fmt::format("{} min", body.estimated->count()));
  for (const auto& item : body.checklist) text += lines("[ ] " + item.value, "  ");
  text += fact("expected", body.expected_outcome.value);
  if (body.verification) text += fact("verify", body.verification->prompt);
  text += fact("see", body.reference_url);
  for (const auto& other : body.fallback) {
    text += lines(fmt::format("or else ({}): {}", enum_name(other.kind), other.title), "  ");
    text += lines(other.instructions, "    ");
  }
  return text;
}

}  // namespace

std::string show_step(const flow::Step& step) {
  const auto only_if = step.only_if ? lines("only if: " + step.only_if->value, "  | ") : "";
  return lines(step.prose, "  ") + only_if +
         std::visit([](const auto& body) { return show(body); }, step.body);
}

}  // namespace fettle::cli
