// The settings of `fettle serve` that name an identity provider, as identity/provider.hpp takes
// them.
#pragma once

#include <optional>

#include "app/serve_settings.hpp"
#include "base/result.hpp"
#include "identity/provider.hpp"

namespace fettle::app {

/// None where no issuer is named. kInvalid where one setting lacks another; errors of the file that
/// holds the client's secret.
Result<std::optional<identity::ProviderSettings>> identity_settings(const ServeSettings& settings);

}  // namespace fettle::app
