#include "core/flow/bind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/document/characters.hpp"
#include "core/document/placeholder.hpp"
#include "core/document/shell.hpp"
#include "core/flow/flow_variables.hpp"
#include "core/flow/step_texts.hpp"
#include "core/flow/value_choice.hpp"

namespace fettle::flow {
namespace {

class Binder {
 public:
  Binder(Flow flow, const Values& values) : flow_(std::move(flow)), values_(values) {}

  Flow bind(Diagnostics& diagnostics) && {
    fill_title(flow_.name);
    fill_prose(flow_.description);
    for (auto* steps : {&flow_.steps, &flow_.rollback}) {
      for (auto& step : *steps) fill_step(step, diagnostics);
    }
    for (auto& note : flow_.notes) {
      fill_title(note.title);
      fill_prose(note.text);
    }
    return std::move(flow_);
  }

 private:
  document::Lookup lookup() const {
    return [this](std::string_view name) -> const std::string* {
      const auto found = values_.find(std::string(name));
      return found == values_.end() ? nullptr : &found->second;
    };
  }

  void fill_prose(std::string& text) const { text = document::fill_plain(text, lookup()); }

  /// A heading is one line whatever its values hold.
  void fill_title(std::string& text) const {
    fill_prose(text);
    std::ranges::replace_if(text, document::is_space, ' ');
  }

  void fill_step(Step& step, Diagnostics& diagnostics) const {
    fill_title(step.title);
    fill_prose(step.prose);
    visit_texts(step, [&](std::string& text, Span place, TextKind kind) {
      if (kind == TextKind::kPlain) return fill_prose(text);
      fill_shell(text, place == Span() ? step.heading : place, diagnostics);
    });
  }

  void fill_shell(std::string& text, Span place, Diagnostics& diagnostics) const {
    auto filled = document::fill_shell(text, lookup());
    if (filled) {
      text = std::move(*filled);
      return;
    }
    for (const auto& problem : filled.error()) {
      diagnostics.error("variable.unsafe", place,
                        fmt::format("the value of `{}` {}", problem.name, problem.reason));
    }
  }

  Flow flow_;
  const Values& values_;
};

std::unexpected<Error> refuse(const Diagnostics& diagnostics) {
  Error error{ErrorCode::kInvalid, {}, diagnostics.sorted(), {}};
  for (const auto& diagnostic : error.diagnostics) {
    if (!error.message.empty()) error.message += "; ";
    error.message += diagnostic.message;
  }
  return std::unexpected(std::move(error));
}

}  // namespace

Result<Flow> bind(const Flow& flow, const Values& batch, const Values& target) {
  Diagnostics diagnostics;
  const auto values = choose_values(effective_variables(flow), batch, target, diagnostics);
  if (diagnostics.has_errors()) return refuse(diagnostics);
  auto bound = Binder(flow, values).bind(diagnostics);
  if (diagnostics.has_errors()) return refuse(diagnostics);
  return bound;
}

bool varies_by_target(const Flow& flow) {
  return std::ranges::any_of(flow.variables, [](const Variable& variable) {
    return variable.per == Variable::Per::kTarget;
  });
}

}  // namespace fettle::flow
