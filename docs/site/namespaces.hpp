// SPDX-License-Identifier: BSL-1.0
// The descriptions of the namespaces, for the documentation site only.

/// The library: ranges, filters, schemas, signatures, transports and clients of any API.
namespace roster {
/// Credentials of Alibaba Cloud.
namespace alibaba {}
/// Requests, responses and URLs as plain values.
namespace http {}
/// Alibaba Cloud PAI-EAS: schema, client and fleet.
namespace eas {}
/// Baidu Qianfan: schema, client and fleet.
namespace qianfan {}
/// Both clouds, and any declared API, in one process, with faults.
namespace emulator {}
/// The list APIs of Volcengine Ark.
namespace ark {}
/// The list APIs of Azure Machine Learning.
namespace azure_ml {}
/// The list APIs of Amazon Bedrock.
namespace bedrock {}
/// The list APIs of Fireworks AI.
namespace fireworks {}
/// The list APIs of Hugging Face.
namespace hugging_face {}
/// The list API of KServe.
namespace kserve {}
/// The list APIs of OpenAI.
namespace openai {}
/// The list APIs of Replicate.
namespace replicate {}
/// The list APIs of Amazon SageMaker.
namespace sagemaker {}
/// The list API of Tencent Cloud TI-ONE.
namespace tione {}
/// The list APIs of Together AI.
namespace together {}
/// The list API of Triton Inference Server.
namespace triton {}
/// The list APIs of Google Vertex AI.
namespace vertex_ai {}
}  // namespace roster
