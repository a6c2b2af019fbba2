// Standard input, output and errors as whoever started us left them: closed, full, or read by
// nobody.
#pragma once

namespace fettle::app {

/// Occupies those that are closed, so that no file or connection that is opened later is written to
/// as if it were one of them. Writing to one that was closed fails still.
void occupy_closed_streams();

/// Whether something that was written to standard output is lost, flushed now. A reader that has
/// gone, as `head` does, wanted no more.
bool output_is_lost();

}  // namespace fettle::app
