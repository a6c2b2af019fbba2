// The part of Boost.Asio that transport/ lives on, included through this header alone. Everything
// here runs on the one thread that runs the io_context.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>

namespace fettle::transport {

namespace net = boost::asio;

template <class T>
using Awaitable = net::awaitable<T>;

using Clock = std::chrono::steady_clock;
using Deadline = Clock::time_point;

/// Completes with a tuple that starts with the error code; nothing throws.
inline constexpr auto kTuple = net::as_tuple(net::use_awaitable);

}  // namespace fettle::transport
