// How somebody's word reaches a batch that is carried out, in this process or in another. Called
// from worker threads; waits until the word is stored or refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "core/engine/batch.hpp"
#include "core/engine/session.hpp"
#include "ports/word_audit.hpp"

namespace fettle::ports {

/// What goes with a word.
struct WordTerms {
  std::optional<std::int64_t> version = {};  ///< of the state that the speaker saw; none: any
  std::optional<WordAudit> audit = {};       ///< none: the word is part of what is audited already
};

class BatchCommands {
 public:
  virtual ~BatchCommands() = default;
  /// The batch was stored and may start: whoever is free takes it up.
  virtual void take_up(std::string_view batch) = 0;
  /// kConflict where the state does not allow it or is no longer at its version, kNotFound
  /// without such a thing, kBusy where nobody carries the batch out at the moment.
  virtual Result<void> tell(std::string_view batch, const engine::BatchInput& input,
                            const WordTerms& terms) = 0;
  virtual Result<void> tell(std::string_view batch, std::string_view session,
                            const engine::SessionInput& input, const WordTerms& terms) = 0;
  /// The mode of a server has changed, and holds for the next step once this returns.
  virtual void modes_changed() {}
  /// Windows, freezes, budgets or overrides have changed: sessions that wait for them ask again.
  virtual void rules_changed() {}
};

}  // namespace fettle::ports
