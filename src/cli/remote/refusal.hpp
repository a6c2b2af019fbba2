// Why a service did not do what it was asked, for a person: its own words where it has some, and
// the way out. Pure: an answer in, an error out.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "ports/http_client.hpp"

namespace fettle::cli {

/// Of an answer that is no success. The error's code is the service's own where it names one; what
/// it says of places of a text becomes diagnostics, and `current` the newer state.
Error refusal(const ports::HttpReply& reply, std::string_view server);

/// Of a request without an answer: says what can be done about it.
Error no_answer(Error error, std::string_view server);

/// Whether the same request may go well soon: the service is busy, or what stands before it.
bool is_passing(const ports::HttpReply& reply);

/// The error on standard error; diagnostics with the lines of `text`, which is called `name`.
std::string show_refusal(const Error& error, const std::string& name = "fettle",
                         std::string_view text = {});

}  // namespace fettle::cli
