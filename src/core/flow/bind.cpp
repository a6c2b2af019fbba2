#include "core/flow/bind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/document/characters.hpp"
#include "core/document/placeholder.hpp"
#include "core/document/shell.hpp"
#include "core/flow/flow_variables.hpp"
#include "core/flow/lint_hidden.hpp"
#include "core/flow/resolve_values.hpp"
#include "core/flow/step_texts.hpp"

namespace fettle::flow {
namespace {

const std::string kHidden = "***";

class Binder {
 public:
  Binder(Flow flow, const Values& values) : flow_(std::move(flow)), values_(values) {
    for (const auto& variable : flow_.variables) {
      if (variable.type == Variable::Type::kSecret) secrets_.insert(variable.name.value);
    }
  }

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
  const std::string* value_of(std::string_view name) const {
    const auto found = values_.find(std::string(name));
    return found == values_.end() ? nullptr : &found->second;
  }
  /// The name of a secret is that of the environment variable that holds it.
  const std::string* secret_of(std::string_view name) const {
    const auto found = secrets_.find(name);
    return found == secrets_.end() ? nullptr : &*found;
  }

  void fill_prose(std::string& text) const {
    text = document::fill_plain(text, [this](std::string_view name) {
      return secret_of(name) != nullptr ? &kHidden : value_of(name);
    });
  }

  /// A heading is one line whatever its values hold.
  void fill_title(std::string& text) const {
    fill_prose(text);
    std::ranges::replace_if(text, document::is_space, ' ');
  }

  void fill_step(Step& step, Diagnostics& diagnostics) const {
    fill_title(step.title);
    fill_prose(step.prose);
    if (auto* recipe = std::get_if<Recipe>(&step.body))
      pass_secrets(*recipe, step.secrets, diagnostics);
    visit_texts(step, [&](std::string& text, Span place, TextKind kind) {
      if (kind == TextKind::kPlain) return fill_prose(text);
      note_secrets(text, step.secrets);
      fill_shell(text, place == Span() ? step.heading : place, diagnostics);
    });
  }

  /// The secret that `text` is a placeholder of, with nothing around it.
  const std::string* whole_secret(std::string_view text) const {
    text = document::trim(text);
    const auto placeholder = document::next_placeholder(text, 0);
    const bool whole = placeholder && placeholder->begin == 0 && placeholder->end == text.size();
    return whole ? secret_of(placeholder->name) : nullptr;
  }

  /// A parameter that is given a secret and nothing else is passed on as one.
  void pass_secrets(Recipe& recipe, std::vector<std::string>& secrets,
                    Diagnostics& diagnostics) const {
    std::erase_if(recipe.variables, [&](const auto& given) {
      const auto& [name, value] = given;
      std::vector<std::string> parts;
      note_secrets(value.value, parts);
      if (parts.empty()) return false;
      const auto* secret = whole_secret(value.value);
      if (secret == nullptr) {
        diagnostics.error("variable.secret", value.span,
                          fmt::format("`{}` is a secret, which a recipe takes only as the whole "
                                      "value of a parameter",
                                      parts.front()),
                          fmt::format("write `{}: \"{{{{ {} }}}}\"`", name, parts.front()));
        return false;
      }
      add(secrets, *secret);
      recipe.held_in.emplace(name, *secret);
      return true;
    });
  }

  void note_secrets(std::string_view text, std::vector<std::string>& secrets) const {
    for (auto next = document::next_placeholder(text, 0); next;
         next = document::next_placeholder(text, next->end)) {
      if (const auto* secret = secret_of(next->name)) add(secrets, *secret);
    }
  }

  static void add(std::vector<std::string>& names, const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }

  void fill_shell(std::string& text, Span place, Diagnostics& diagnostics) const {
    auto filled = document::fill_shell(
        text, [this](std::string_view name) { return value_of(name); },
        [this](std::string_view name) { return secret_of(name); });
    if (filled) {
      text = std::move(*filled);
      if (const auto reason = hidden_reason(text); !reason.empty()) {
        diagnostics.error("variable.unsafe", place, "with its values this command " + reason);
      }
      return;
    }
    for (const auto& problem : filled.error()) {
      diagnostics.error("variable.unsafe", place,
                        fmt::format("the value of `{}` {}", problem.name, problem.reason));
    }
  }

  Flow flow_;
  const Values& values_;
  std::set<std::string, std::less<>> secrets_;
};

std::unexpected<Error> refuse(const Diagnostics& diagnostics) {
  Error error{ErrorCode::kInvalid, {}, diagnostics.sorted(), {}};
  for (const auto& diagnostic : error.diagnostics) {
    if (!error.message.empty()) error.message += "; ";
    error.message += diagnostic.message;
  }
  return std::unexpected(std::move(error));
}

Values target_names(const Flow& flow, const fleet::Target& target) {
  if (flow.format == 1) return {};
  const auto& server = target.server;
  const auto& name = server.name.empty() ? target.label : server.name;
  return {{"target", target.label},
          {"target_address", server.address.empty() ? name : server.address}};
}

Result<Flow> bind_with(const Flow& flow, const Values& batch, const Values& target, Values names) {
  Diagnostics diagnostics;
  auto values = resolve_values(effective_variables(flow), batch, target, diagnostics);
  if (diagnostics.has_errors()) return refuse(diagnostics);
  values.merge(names);
  auto bound = Binder(flow, values).bind(diagnostics);
  if (diagnostics.has_errors()) return refuse(diagnostics);
  return bound;
}

}  // namespace

Result<Flow> bind(const Flow& flow, const Values& batch, const Values& target) {
  return bind_with(flow, batch, target, {});
}

Result<Flow> bind_to(const Flow& flow, const Values& batch, const fleet::Target& target) {
  return bind_with(flow, batch, target.server.variables, target_names(flow, target));
}

bool varies_by_target(const Flow& flow) {
  const auto is_targets = [](const Variable& variable) {
    return variable.per == Variable::Per::kTarget;
  };
  return names_target(flow) || std::ranges::any_of(flow.variables, is_targets);
}

}  // namespace fettle::flow
