#include "core/flow/step_texts.hpp"

#include <variant>

namespace fettle::flow {

void visit_texts(Step& step, const TextVisitor& visit) {
  std::visit([&](auto& body) { body.visit_texts(visit); }, step.body);
}

void read_texts(const Step& step, const TextReader& read) {
  auto body = step.body;  // a visitor may change what it is given
  std::visit([&](auto& b) { b.visit_texts(read); }, body);
}

}  // namespace fettle::flow
