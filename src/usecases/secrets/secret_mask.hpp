// What people write of a session may hold a value of the plan's secrets, as a command's output may:
// it is replaced before the text is stored, told or audited. Secrets that are gone since the launch
// are not known any more.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/engine/session.hpp"
#include "runner/redactor.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

class SecretMask {
 public:
  /// Of the plan that the batch carries out.
  static Result<SecretMask> of(Context& context, std::string_view batch);

  void hide(std::string& text) const;
  void hide(std::optional<std::string>& text) const {
    if (text) hide(*text);
  }

 private:
  explicit SecretMask(std::shared_ptr<const runner::SecretPatterns> patterns)
      : patterns_(std::move(patterns)) {}
  std::shared_ptr<const runner::SecretPatterns> patterns_;
};

/// In whatever a person's word holds of text. Reads the plan only where there is some.
Result<void> hide_secrets(Context& context, std::string_view batch, engine::SessionInput& input);

}  // namespace fettle::usecases
