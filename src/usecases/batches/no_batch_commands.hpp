// The batches of a process that carries none out: every word to one is refused.
#pragma once

#include "ports/batch_commands.hpp"

namespace fettle::usecases {

class NoBatchCommands : public ports::BatchCommands {
 public:
  void take_up(std::string_view /*batch*/) override {}
  Result<void> tell(std::string_view /*batch*/, const engine::BatchInput& /*input*/,
                    const ports::WordTerms& /*terms*/) override {
    return fail(ErrorCode::kBusy, "nobody carries the batch out");
  }
  Result<void> tell(std::string_view /*batch*/, std::string_view /*session*/,
                    const engine::SessionInput& /*input*/,
                    const ports::WordTerms& /*terms*/) override {
    return fail(ErrorCode::kBusy, "nobody carries the batch out");
  }
};

}  // namespace fettle::usecases
