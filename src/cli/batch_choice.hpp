// Batches as people name them: by the beginning of an id, or `last`. What is shown of an id is as
// much of it as no other batch of the database begins with, so that it can be typed.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/database/connection.hpp"
#include "store/history_store.hpp"

namespace fettle::cli {

inline constexpr std::size_t kShortIdMin = 8;

/// By position: the beginning of each id that no other one has, eight characters at least.
std::vector<std::string> short_ids(const std::vector<std::string>& ids);

/// All batches of a database, newest first, each with its short id.
struct BatchList {
  std::vector<store::BatchHead> heads;
  std::vector<std::string> short_ids;
};
Result<BatchList> list_batches_of(store::Connection& connection);

/// Lines of a list for people: short id, when, status, plan.
std::string describe(const BatchList& batches, const std::vector<std::size_t>& which);

/// The position of the batch that `word` means: the beginning of its id, `last` for the newest.
/// kNotFound, or kInvalid with a list of those that are meant where there are several.
Result<std::size_t> choose(const BatchList& batches, std::string_view word,
                           std::string_view database);

/// An error of choosing, for a person: the batches that it lists keep their lines.
std::string show_choice(const Error& error);

/// A database to look into; the default place where `path` is empty, which then is set. kNotFound
/// without one.
Result<std::unique_ptr<store::Connection>> open_history(std::string& path);

}  // namespace fettle::cli
