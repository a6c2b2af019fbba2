// What an engineer saw who carried a step out by hand, kept where a command's output would stand,
// with the values of secrets replaced. Kept before the answer is told, so that no answer
// is without it; what is kept for an answer that was refused is taken away, or replaced by the
// next.
#pragma once

#include <string>
#include <string_view>

#include "usecases/batches/batches.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// Of the step that the session stands at. An empty text takes away what was kept for it.
Result<void> record_output(Context& context, const SessionDetail& session, std::string_view text);

}  // namespace fettle::usecases
