// SPDX-License-Identifier: BSL-1.0
// The definitions of the emulator. Written by tools/generate.py.

#include <roster/emulator/alibaba/impl/eas_cloud.ipp>
#include <roster/emulator/alibaba/impl/eas_errors.ipp>
#include <roster/emulator/baidu/impl/qianfan_cloud.ipp>
#include <roster/emulator/baidu/impl/qianfan_errors.ipp>
#include <roster/emulator/data/impl/generate.ipp>
#include <roster/emulator/data/impl/generate_accounts.ipp>
#include <roster/emulator/data/impl/generate_eas.ipp>
#include <roster/emulator/data/impl/generate_qianfan.ipp>
#include <roster/emulator/data/impl/load_data.ipp>
#include <roster/emulator/data/impl/load_options.ipp>
#include <roster/emulator/data/impl/matches.ipp>
#include <roster/emulator/data/impl/member_order.ipp>
#include <roster/emulator/faults/impl/apply_fault.ipp>
#include <roster/emulator/faults/impl/fault.ipp>
#include <roster/emulator/faults/impl/fault_plan.ipp>
#include <roster/emulator/impl/cloud.ipp>
#include <roster/emulator/impl/cloud_api.ipp>
#include <roster/emulator/impl/emulator_state.ipp>
#include <roster/emulator/impl/in_process_transport.ipp>
#include <roster/emulator/impl/path_pattern.ipp>
#include <roster/emulator/impl/request_journal.ipp>
#include <roster/emulator/impl/served_api.ipp>
#include <roster/emulator/impl/session_token.ipp>
#include <roster/emulator/serve/impl/error_form.ipp>
#include <roster/emulator/serve/impl/page_plan.ipp>
#include <roster/emulator/serve/impl/request_text.ipp>
#include <roster/emulator/serve/impl/route.ipp>
#include <roster/emulator/serve/impl/served_state.ipp>
#include <roster/emulator/server/impl/compress.ipp>
#include <roster/emulator/server/impl/emulator_listener.ipp>
#include <roster/emulator/server/impl/server.ipp>
#include <roster/emulator/server/impl/server_tls.ipp>
