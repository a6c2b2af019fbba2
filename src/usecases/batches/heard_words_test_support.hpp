// Batches that take every word, and remember it.
#pragma once

#include <optional>
#include <string>

#include "core/engine/word.hpp"
#include "usecases/batches/no_batch_commands.hpp"

namespace fettle::usecases {

class HeardWords : public NoBatchCommands {
 public:
  Result<void> tell(std::string_view /*batch*/, const engine::BatchInput& input,
                    const ports::WordTerms& terms) override {
    return hear(engine::encode_word(input), terms);
  }
  Result<void> tell(std::string_view /*batch*/, std::string_view /*session*/,
                    const engine::SessionInput& input, const ports::WordTerms& terms) override {
    return hear(engine::encode_word(input), terms);
  }

  std::string words;
  std::vector<ports::WordAudit> audits;

 private:
  Result<void> hear(const std::string& word, const ports::WordTerms& terms) {
    words += word;
    if (terms.audit) audits.push_back(*terms.audit);
    return {};
  }
};

}  // namespace fettle::usecases
