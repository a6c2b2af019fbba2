// The team's assistant: which model it asks, and whether that answers. Owners choose; the key is
// write-only. What a person asks of it is assistant_turn.hpp.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>

#include "assistant/provider.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// Null throughout where none is configured.
struct AssistantView {
  bool is_configured = false;
  std::optional<assistant::ProviderKind> provider;
  std::optional<std::string> base_url;
  std::optional<std::string> model;
  bool has_key = false;
  std::int64_t version = 0;
  std::optional<std::string> updated_by;
  std::optional<Instant> updated_at;
};
BOOST_DESCRIBE_STRUCT(AssistantView, (),
                      (is_configured, provider, base_url, model, has_key, version, updated_by,
                       updated_at))

struct PutAssistant {
  assistant::ProviderKind provider = assistant::ProviderKind::kOpenai;
  std::string base_url;
  std::string model;
  std::optional<std::string> key;  ///< absent: as it is, for the same address; empty: none
};
BOOST_DESCRIBE_STRUCT(PutAssistant, (), (provider, base_url, model, key))

struct AssistantTested {
  bool works = false;
  std::string message;  ///< why it doesn't
};
BOOST_DESCRIBE_STRUCT(AssistantTested, (), (works, message))

Result<AssistantView> show_assistant(Context& context);
/// kInvalid, kStale; kConflict without a master key.
Result<AssistantView> put_assistant(Context& context, const PutAssistant& in,
                                    std::optional<std::int64_t> version);
/// kNotFound where there is none.
Result<void> delete_assistant(Context& context);
/// Asks the model for a word. kNotFound where none is configured.
Result<AssistantTested> test_assistant(Context& context);

/// With its key, for whoever asks. kConflict where none is configured.
Result<assistant::Provider> open_assistant(Context& context);

}  // namespace fettle::usecases
