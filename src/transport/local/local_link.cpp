#include "transport/local/local_link.hpp"

#include "transport/os/program.hpp"

namespace fettle::transport {

Awaitable<Result<void>> LocalLink::connect(Deadline) { co_return Result<void>(); }

Awaitable<ExecEnd> LocalLink::exec(ShellCommand command, std::string input, ExecListener& listener,
                                   Deadline deadline) {
  co_return co_await run_program(spawn_shell(command), std::move(input), listener, deadline,
                                 changed_, WhenAbandoned::kRunsOn);
}

}  // namespace fettle::transport
