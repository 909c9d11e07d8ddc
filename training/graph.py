"""The ONNX graph of the decoder: one graph, weights as int8 with a scale a channel (or float32, float16), everything else fp32.

Operators are chosen for onnxruntime-web on WASM and WebGPU: contrib MultiHeadAttention and RotaryEmbedding, (Skip)Simplified-
LayerNormalization, DequantizeLinear on constants. A session is opened with `disable_quant_qdq = 1`, which folds the weights to
fp32 once, so that arithmetic does not depend on what shares a batch.

Inputs:  input_ids int64 [batch_size, sequence_length], position_ids int64 [batch_size, sequence_length],
         visible bool [batch_size, sequence_length, total_sequence_length]: which tokens (past and present, in this order) a token
         attends to. So one pass takes in several texts that share their beginning, each token seeing its own text alone,
         wanted int64 [wanted_length]: places of the sequence, ascending, whose logits are wanted, the same of all rows; of other
         tokens only keys and values are worked out in the last block,
         previous_ids int64 [batch_size, sequence_length, previous] where the model sees previous tokens in an embedding: the
         tokens before each one in its text, nearest first, 0 before the text's first,
         offset_ids int64 [batch_size, sequence_length, offset_kinds] where the model tells places in values apart: where in its
         value each token stands (`offset_ids` of model.py, all of it or the first two), at most the manifest's number less 1,
         past_key_values.{i}.key / .value float32 [batch_size, num_heads, past_sequence_length, head_dim], length 0 allowed.
Outputs: logits float32 [batch_size, wanted_length, vocab_size],
         present.{i}.key / .value float32 [batch_size, num_heads, total_sequence_length, head_dim].
Releases before had attention_mask int64 [batch_size, total_sequence_length] in the place of visible and wanted: a token attended
to those before it and to itself, where attention_mask was 1, and all logits were worked out. The app runs them still.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from model import HIDDEN_SCORE, Decoder, ModelConfig
from told import OFFSET_NUMBERS, offset_waves

OPSET = 17
WEIGHTS = ("int8", "float16", "float32")
CONTRIB = "com.microsoft"


def quantise(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 with a scale a row: weight (out, in) fp32 → int8 (out, in), scales (out). Quantising what was
    dequantised gives the same again, so that export, resume, export changes nothing."""
    scales = np.abs(weight).max(axis=1) / np.float32(127)  # (out)
    scales = np.where(scales == 0, np.float32(1), scales).astype(np.float32)
    return np.clip(np.rint(weight / scales[:, None]), -127, 127).astype(np.int8), scales


class GraphBuilder:
    """Collects nodes and constants; each method appends and returns the name of the tensor that it makes."""

    def __init__(self, weights: str = "int8") -> None:
        self.weights = weights  # the type that they are stored in, of WEIGHTS
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def stored(self, name: str, weight: np.ndarray, axis: int) -> str:
        """A weight as it is computed with, float32, from the type that it is stored in; int8 has a scale along `axis`."""
        if self.weights == "float32":
            return self.constant(name, weight)
        if self.weights == "float16":
            self.constant(f"{name}.float16", weight.astype(np.float16))
            return self.node("Cast", [f"{name}.float16"], name, to=TensorProto.FLOAT)
        values, scales = quantise(weight if axis == 0 else weight.T)
        self.constant(f"{name}.int8", values if axis == 0 else values.T)
        self.constant(f"{name}.scale", scales)
        return self.node("DequantizeLinear", [f"{name}.int8", f"{name}.scale"], name, axis=axis)

    def matrix(self, name: str, weight: np.ndarray) -> str:
        """A weight as MatMul takes it: weight (out, in) becomes (in, out), with a scale for each `out`."""
        return self.stored(name, weight.T, axis=1)


def attention_bias(g: GraphBuilder) -> str:
    """(batch_size, 1, sequence_length, total_sequence_length): 0 where a token may look, HIDDEN_SCORE elsewhere."""
    g.constant("axis_1", np.array([1], np.int64))
    g.constant("one_float", np.array(1, np.float32))
    g.constant("minus_hidden", np.array(-HIDDEN_SCORE, np.float32))
    g.node("Cast", ["visible"], "visible_float", to=TensorProto.FLOAT)  # (batch, sequence, total)
    g.node("Sub", ["visible_float", "one_float"], "visible_minus_1")
    g.node("Mul", ["visible_minus_1", "minus_hidden"], "bias")
    return g.node("Unsqueeze", ["bias", "axis_1"], "attention_bias")


def block(g: GraphBuilder, config: ModelConfig, index: int, state: dict[str, np.ndarray], x: str, normed: str) -> str:
    """One block after its first norm; returns the SwiGLU's output, which the next norm adds to the residual stream. After the
    last block's attention only what is wanted goes on."""
    p = f"blocks.{index}"
    width, hidden = config.width, config.hidden
    qkv = state[f"{p}.qkv.weight"]  # (3C, C): q, k, v, as the training graph splits them
    rotated = {}
    for part, name in enumerate("qkv"):
        weight = g.matrix(f"{p}.{name}.weight", qkv[part * width : (part + 1) * width])
        rotated[name] = g.node("MatMul", [normed, weight], f"{p}.{name}")
        if name != "v":
            inputs = [rotated[name], "position_ids", "rope.cos", "rope.sin"]
            rotated[name] = g.node("RotaryEmbedding", inputs, f"{p}.{name}.rotated", CONTRIB, interleaved=0)
    g.nodes.append(
        helper.make_node(
            "MultiHeadAttention",
            [*rotated.values(), "", "", "attention_bias", f"past_key_values.{index}.key", f"past_key_values.{index}.value"],
            [f"{p}.attention", f"present.{index}.key", f"present.{index}.value"],
            name=f"{p}.attention",
            domain=CONTRIB,
            num_heads=config.heads,
        )
    )
    attention = f"{p}.attention"
    if index == config.layers - 1:
        x = g.node("Gather", [x, "wanted"], f"{p}.wanted", axis=1)  # (batch, wanted, C)
        attention = g.node("Gather", [attention, "wanted"], f"{p}.attention.wanted", axis=1)
    weight = g.matrix(f"{p}.attention_out.weight", state[f"{p}.attention_out.weight"])
    g.node("MatMul", [attention, weight], f"{p}.attention_out")
    skip_norm(g, config, x, f"{p}.attention_out", "no_gain", f"{p}.mlp_norm", f"{p}.residual")
    gate_up = state[f"{p}.gate_up.weight"]  # (2F, C): gate, up
    for part, name in enumerate(("gate", "up")):
        weight = g.matrix(f"{p}.{name}.weight", gate_up[part * hidden : (part + 1) * hidden])
        g.node("MatMul", [f"{p}.mlp_norm", weight], f"{p}.{name}")
    g.node("Sigmoid", [f"{p}.gate"], f"{p}.gate.sigmoid")
    g.node("Mul", [f"{p}.gate", f"{p}.gate.sigmoid"], f"{p}.gate.silu")
    g.node("Mul", [f"{p}.gate.silu", f"{p}.up"], f"{p}.hidden")
    weight = g.matrix(f"{p}.mlp_out.weight", state[f"{p}.mlp_out.weight"])
    return g.node("MatMul", [f"{p}.hidden", weight], f"{p}.mlp_out")


def skip_norm(g: GraphBuilder, config: ModelConfig, x: str, added: str, gain: str, output: str, total: str) -> None:
    """output = norm(x + added) · gain, and total = x + added."""
    g.nodes.append(
        helper.make_node(
            "SkipSimplifiedLayerNormalization",
            [x, added, gain],
            [output, "", "", total] if total else [output],
            name=output,
            domain=CONTRIB,
            epsilon=config.norm_epsilon,
        )
    )


def embed(g: GraphBuilder, config: ModelConfig, state: dict[str, np.ndarray]) -> str:
    """The residual stream before the first block (batch_size, sequence_length, C)."""
    embedded = g.node("Gather", ["embedding.weight", "input_ids"], "embedded", axis=0)
    if config.previous:
        g.node("Gather", ["embedding.weight", "previous_ids"], "previous.embedded", axis=0)  # (batch, sequence, K, C)
        embedded = add_joined(g, embedded, "previous", config.previous * config.width, state["previous.weight"])
    if config.offset_kinds:
        g.constant("offsets.waves", offset_waves().numpy())
        g.node("Gather", ["offsets.waves", "offset_ids"], "offsets.embedded", axis=0)  # (batch, sequence, kinds, waves)
        embedded = add_joined(g, embedded, "offsets", OFFSET_NUMBERS * config.offset_kinds, state["offsets.weight"])
    return embedded


def add_joined(g: GraphBuilder, embedded: str, name: str, width: int, weight: np.ndarray) -> str:
    """What `{name}.embedded` (batch, sequence, …) has of a token, `width` numbers side by side, through a matrix (C, width) added
    to the token's embedding."""
    g.constant(f"{name}.shape", np.array([0, 0, width], np.int64))
    g.node("Reshape", [f"{name}.embedded", f"{name}.shape"], f"{name}.joined")
    g.node("MatMul", [f"{name}.joined", g.matrix(f"{name}.weight", weight)], f"{name}.added")
    return g.node("Add", [embedded, f"{name}.added"], f"embedded_with_{name}")


def build_graph(model: Decoder, weights: str = "int8") -> onnx.ModelProto:
    """The whole model, its weights stored in one of WEIGHTS, checked for form."""
    config = model.config
    state = {name: value.detach().float().cpu().numpy() for name, value in model.state_dict().items()}
    g = GraphBuilder(weights)
    attention_bias(g)
    g.constant("rope.cos", model.cos.float().cpu().numpy())
    g.constant("rope.sin", model.sin.float().cpu().numpy())
    # One table: looked up by row as the embedding, transposed as the output projection. Both fold to constants.
    g.stored("embedding.weight", state["embedding.weight"], axis=0)
    x = embed(g, config, state)
    g.constant("no_gain", np.ones(config.width, np.float32))
    g.constant("gain", state["gain"])
    attributes = {"axis": -1, "epsilon": config.norm_epsilon, "stash_type": 1}
    normed = g.node("SimplifiedLayerNormalization", [x, "no_gain"], "blocks.0.attention_norm", **attributes)
    for index in range(config.layers):
        added = block(g, config, index, state, x, normed)
        last = index == config.layers - 1
        norm = "final_norm" if last else f"blocks.{index + 1}.attention_norm"
        total = "" if last else f"blocks.{index}.output"
        skip_norm(g, config, f"blocks.{index}.residual", added, "gain" if last else "no_gain", norm, total)
        x, normed = total, norm
    g.node("Transpose", ["embedding.weight"], "output.weight", perm=[1, 0])
    g.node("MatMul", [normed, "output.weight"], "logits")
    return wrap(g, config)


def wrap(g: GraphBuilder, config: ModelConfig) -> onnx.ModelProto:
    """Names the inputs and outputs and their dimensions."""

    def value(name: str, kind: int, shape: list[str | int]) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, shape)

    def cache(prefix: str, length: str) -> list[onnx.ValueInfoProto]:
        shape: list[str | int] = ["batch_size", config.heads, length, config.head_dim]
        names = [f"{prefix}.{index}.{part}" for index in range(config.layers) for part in ("key", "value")]
        return [value(name, TensorProto.FLOAT, shape) for name in names]

    inputs = [
        value("input_ids", TensorProto.INT64, ["batch_size", "sequence_length"]),
        value("position_ids", TensorProto.INT64, ["batch_size", "sequence_length"]),
        value("visible", TensorProto.BOOL, ["batch_size", "sequence_length", "total_sequence_length"]),
        value("wanted", TensorProto.INT64, ["wanted_length"]),
        *(
            [value("previous_ids", TensorProto.INT64, ["batch_size", "sequence_length", config.previous])]
            if config.previous
            else []
        ),
        *(
            [value("offset_ids", TensorProto.INT64, ["batch_size", "sequence_length", config.offset_kinds])]
            if config.offset_kinds
            else []
        ),
        *cache("past_key_values", "past_sequence_length"),
    ]
    outputs = [
        value("logits", TensorProto.FLOAT, ["batch_size", "wanted_length", config.vocab_size]),
        *cache("present", "total_sequence_length"),
    ]
    graph = helper.make_graph(g.nodes, "tracepad_decoder", inputs, outputs, g.constants)
    imports = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(graph, producer_name="tracepad", opset_imports=imports, ir_version=8)


def save_graph(graph: onnx.ModelProto, folder: Path, inline_limit: int, piece_limit: int) -> list[str]:
    """Writes model.onnx into `folder`, and pieces `weights.K.bin` of at most `piece_limit` bytes where the graph is over
    `inline_limit` bytes. Returns the names of the files, model.onnx first."""
    names = ["model.onnx"]
    if graph.ByteSize() > inline_limit:
        piece = bytearray()
        for tensor in graph.graph.initializer:
            data = numpy_helper.to_array(tensor).tobytes()
            if len(data) < 1024:
                continue  # small constants stay in the graph, where shape inference sees them
            if len(names) == 1 or len(piece) + len(data) > piece_limit:
                if len(names) > 1:
                    (folder / names[-1]).write_bytes(piece)
                names.append(f"weights.{len(names) - 1}.bin")
                piece = bytearray()
            tensor.ClearField("raw_data")
            tensor.data_location = TensorProto.EXTERNAL
            for key, value in (("location", names[-1]), ("offset", len(piece)), ("length", len(data))):
                tensor.external_data.add(key=key, value=str(value))
            piece += data
        (folder / names[-1]).write_bytes(piece)
    (folder / "model.onnx").write_bytes(graph.SerializeToString())
    return names


def load_weights(folder: Path, model: Decoder) -> None:
    """Fills `model` from the dequantised weights of `folder`/model.onnx: the way back from a released model."""
    graph = onnx.load(str(folder / "model.onnx"))  # external pieces are read too
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.graph.initializer}

    def stored(name: str, axis: int) -> np.ndarray:
        if f"{name}.int8" in constants:
            return constants[f"{name}.int8"] * np.expand_dims(constants[f"{name}.scale"], 1 - axis)
        return constants.get(name, constants.get(f"{name}.float16")).astype(np.float32)

    def matrix(name: str) -> np.ndarray:
        return stored(name, axis=1).T  # (out, in)

    state: dict[str, np.ndarray] = {"embedding.weight": stored("embedding.weight", axis=0), "gain": constants["gain"]}
    if model.config.previous:
        state["previous.weight"] = matrix("previous.weight")
    if model.config.offset_kinds:
        state["offsets.weight"] = matrix("offsets.weight")
    for index in range(model.config.layers):
        p = f"blocks.{index}"
        state[f"{p}.qkv.weight"] = np.concatenate([matrix(f"{p}.{name}.weight") for name in "qkv"])
        state[f"{p}.gate_up.weight"] = np.concatenate([matrix(f"{p}.{name}.weight") for name in ("gate", "up")])
        for name in ("attention_out", "mlp_out"):
            state[f"{p}.{name}.weight"] = matrix(f"{p}.{name}.weight")
    model.load_state_dict({name: torch.tensor(value) for name, value in state.items()})
