#include "core/flow/step_texts.hpp"

#include <variant>

namespace fettle::flow {

void visit_texts(Step& step, const TextVisitor& visit) {
  if (step.only_if) visit(step.only_if->value, step.only_if->span, TextKind::kShell);
  std::visit([&](auto& body) { body.visit_texts(body, visit); }, step.body);
}

void read_texts(const Step& step, const TextReader& read) {
  if (step.only_if) read(step.only_if->value, step.only_if->span, TextKind::kShell);
  std::visit([&](const auto& body) { body.visit_texts(body, read); }, step.body);
}

}  // namespace fettle::flow
