// The functions of PostgreSQL's client library, loaded when the first PostgreSQL database is
// opened: linked in, the library and the fourteen that it brings would cost each start of a program
// that mostly uses SQLite several times its own start.
#pragma once

#include <libpq-fe.h>

#include "base/result.hpp"

namespace fettle::store {

// NAME of ours, NAME of the library's.
#define FETTLE_LIBPQ(X)                         \
  X(clear, PQclear)                             \
  X(command_status, PQcmdStatus)                \
  X(command_tuples, PQcmdTuples)                \
  X(connect_poll, PQconnectPoll)                \
  X(consume_input, PQconsumeInput)              \
  X(connect_start_params, PQconnectStartParams) \
  X(conninfo_free, PQconninfoFree)              \
  X(conninfo_parse, PQconninfoParse)            \
  X(enter_pipeline_mode, PQenterPipelineMode)   \
  X(error_message, PQerrorMessage)              \
  X(exec, PQexec)                               \
  X(exec_params, PQexecParams)                  \
  X(exec_prepared, PQexecPrepared)              \
  X(exit_pipeline_mode, PQexitPipelineMode)     \
  X(finish, PQfinish)                           \
  X(column_name, PQfname)                       \
  X(free_memory, PQfreemem)                     \
  X(column_type, PQftype)                       \
  X(get_result, PQgetResult)                    \
  X(is_null, PQgetisnull)                       \
  X(length, PQgetlength)                        \
  X(value, PQgetvalue)                          \
  X(column_count, PQnfields)                    \
  X(row_count, PQntuples)                       \
  X(parameter_status, PQparameterStatus)        \
  X(pipeline_sync, PQpipelineSync)              \
  X(prepare, PQprepare)                         \
  X(put_copy_data, PQputCopyData)               \
  X(put_copy_end, PQputCopyEnd)                 \
  X(result_error_field, PQresultErrorField)     \
  X(result_status, PQresultStatus)              \
  X(send_query_params, PQsendQueryParams)       \
  X(send_query_prepared, PQsendQueryPrepared)   \
  X(set_error_verbosity, PQsetErrorVerbosity)   \
  X(set_notice_receiver, PQsetNoticeReceiver)   \
  X(socket, PQsocket)                           \
  X(status, PQstatus)                           \
  X(transaction_status, PQtransactionStatus)

#define FETTLE_LIBPQ_MEMBER(ours, theirs) decltype(&::theirs) ours = nullptr;
struct Libpq {
  FETTLE_LIBPQ(FETTLE_LIBPQ_MEMBER)
};
#undef FETTLE_LIBPQ_MEMBER

/// kIo, with the package to install, where the library is absent or too old. Once loaded it stays.
Result<void> load_libpq();

/// The loaded functions; all null before load_libpq() has succeeded.
const Libpq& pq();

}  // namespace fettle::store
