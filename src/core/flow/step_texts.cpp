#include "core/flow/step_texts.hpp"

#include <variant>

namespace fettle::flow {

void visit_texts(Step& step, const TextVisitor& visit) {
  std::visit([&](auto& body) { body.visit_texts(body, visit); }, step.body);
}

void read_texts(const Step& step, const TextReader& read) {
  std::visit([&](const auto& body) { body.visit_texts(body, read); }, step.body);
}

}  // namespace fettle::flow
