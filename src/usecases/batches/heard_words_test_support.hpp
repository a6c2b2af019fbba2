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
                    std::optional<std::int64_t> /*version*/) override {
    return hear(engine::encode_word(input));
  }
  Result<void> tell(std::string_view /*batch*/, std::string_view /*session*/,
                    const engine::SessionInput& input,
                    std::optional<std::int64_t> /*version*/) override {
    return hear(engine::encode_word(input));
  }

  std::string words;

 private:
  Result<void> hear(const std::string& word) {
    words += word;
    return {};
  }
};

}  // namespace fettle::usecases
